#include "manager/http/slogan_checks.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "schemas/model/limits.hpp"
#include "schemas/rules/slogan_sentence.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/slogan_check.hpp"

namespace marquee::manager {

namespace {

SloganCheckBody read_members(const wire::Object& in) {
    SloganCheckBody body{.order = wire::read_check_order(in)};
    int named = 0;
    if (const wire::Value displays = in.optional("display_ids")) {
        body.displays = displays.list(
            limits::displays_addressed_max,
            [](const wire::Value& id) { return id.id<DisplayId>(); }, 1);
        ++named;
    }
    if (const wire::Value group = in.optional("group_id")) {
        body.group = group.id<GroupId>();
        ++named;
    }
    if (const wire::Value unit = in.optional("unit_id")) {
        body.unit = unit.id<UnitId>();
        ++named;
    }
    if (named > 1) {
        in.whole().refuse(ErrorCode::conflict,
                          "a check is about display_ids, a group_id or a unit_id");
    }
    return body;
}

// Micrometres and millimetres as the millimetres and metres of a shape; 0: nobody has measured.
double thousandths(const std::optional<std::int32_t>& whole) {
    return static_cast<double>(whole.value_or(0)) / 1'000;
}

// Counts displays by their shape.
class Counting {
public:
    Counting(const View& view, const Principal& who, SloganCheckOrder& order)
        : view_(view), who_(who), shapes_(order.shapes) {
        census_.displays.resize(shapes_.size());
    }

    Status may_read(const UnitId& unit) {
        if (allowed_.contains(unit)) {
            return {};
        }
        return view_.fleet.unit_path(unit)
            .and_then([&](const std::vector<UnitId>& path) {
                return authorise_in(who_, Action::read_fleet, path);
            })
            .map([&] { allowed_.insert(unit); });
    }

    Status add(const DisplayId& id, const std::string& where) {
        const Result<Display> display = view_.fleet.display(id);
        if (!display) {
            return display.error().code == ErrorCode::not_found
                       ? fail(ErrorCode::invalid_reference, "there is no such display", where)
                       : Status(tl::unexpected<Error>(display.error()));
        }
        return may_read(display->head.unit).map([&] { count(*display); });
    }

    void count(const Display& display) {
        if (display.kind != DisplayKind::screen || display.size.empty()) {
            return;
        }
        ++census_.all;
        const SloganShape shape{display.size, thousandths(display.panel.pixel_pitch_um),
                                thousandths(display.panel.viewing_distance_mm)};
        const auto known = std::find(shapes_.begin(), shapes_.end(), shape);
        if (known != shapes_.end()) {
            ++census_.displays[static_cast<std::size_t>(known - shapes_.begin())];
        } else if (shapes_.size() < limits::preview_shapes_max) {
            shapes_.push_back(shape);
            census_.displays.push_back(1);
        } else {
            ++census_.left_out;
        }
    }

    Status add_unit(const UnitId& unit) {
        if (const Status allowed = may_read(unit); !allowed) {
            return allowed.error().code == ErrorCode::not_found
                       ? fail(ErrorCode::invalid_reference, "there is no such unit", "/unit_id")
                       : allowed;
        }
        Page page{.after = {}, .limit = limits::page_rows_max};
        do {
            const Result<PageOf<Display>> displays = view_.fleet.displays({{unit}}, page);
            if (!displays) {
                return tl::unexpected<Error>(displays.error());
            }
            for (const Display& display : displays->rows) {
                count(display);
            }
            page.after = displays->next;
        } while (!page.after.empty());
        return {};
    }

    ShapeCensus take() { return std::move(census_); }

private:
    const View& view_;
    const Principal& who_;
    std::vector<SloganShape>& shapes_;
    ShapeCensus census_;
    std::set<UnitId> allowed_;
};

// "12 of 40 displays: …", where displays were asked about.
std::string sentence_of(const SloganFinding& finding, const ShapeCensus& census,
                        Language language) {
    const bool chinese = language == Language::zh_cn;
    const std::string words = rules::slogan_sentence(
        finding, chinese ? rules::SentenceLanguage::chinese : rules::SentenceLanguage::english);
    const std::int64_t displays = finding.shape && *finding.shape < census.displays.size()
                                      ? census.displays[*finding.shape]
                                      : 0;
    if (displays == 0) {
        return words;
    }
    return chinese ? fmt::format("{} 块屏中的 {} 块：{}", census.all, displays, words)
                   : fmt::format("{} of {} displays: {}", displays, census.all, words);
}

} // namespace

Result<SloganCheckBody> read_slogan_check_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, read_members)
        .and_then([](const SloganCheckBody& body) {
            return rules::as_status(rules::validate(body.order.slogan)).map([&] { return body; });
        });
}

Result<ShapeCensus> add_displays(const View& view, const Principal& who, SloganCheckBody& body) {
    Counting counting(view, who, body.order);
    Status counted;
    std::string where = "/display_ids";
    std::vector<DisplayId> displays = body.displays;
    if (!body.group.empty()) {
        const Result<DisplayGroup> group = view.groups.group(body.group);
        if (!group) {
            return fail(ErrorCode::invalid_reference, "there is no such group", "/group_id");
        }
        displays = group->displays;
        where = "/group_id";
    }
    if (!body.unit.empty()) {
        counted = counting.add_unit(body.unit);
    }
    for (const DisplayId& display : displays) {
        counted = counted.and_then([&] { return counting.add(display, where); });
    }
    if (!counted) {
        return tl::unexpected<Error>(counted.error());
    }
    return counting.take();
}

std::string slogan_check_answer(const SloganCheck& check, const ShapeCensus& census,
                                Language language) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        wire::write_measures(out, check);
        out.list("findings", check.findings,
                 [&](wire::ObjectWriter& row, const SloganFinding& finding) {
                     wire::write_finding(row, finding);
                     row.member("sentence", sentence_of(finding, census, language));
                 });
        if (census.all > 0) {
            out.member("displays", census.all);
            out.member("displays_left_out", census.left_out);
            std::string counts = "[";
            for (const std::int64_t count : census.displays) {
                counts += (counts.size() > 1 ? "," : "") + std::to_string(count);
            }
            out.raw("displays_of_shape", counts + "]");
        }
    });
}

} // namespace marquee::manager
