#include "manager/http/slogan_checks.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"
#include "schemas/rules/font_words.hpp"
#include "schemas/rules/slogan_sentence.hpp"
#include "schemas/rules/slogan_variables.hpp"
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

bool same_kind(const SloganShape& one, const SloganShape& other) {
    return one.size == other.size && one.pixel_pitch_mm == other.pixel_pitch_mm
           && one.viewing_distance_m == other.viewing_distance_m;
}

void keep_longer(std::string& longest, const std::string& name) {
    const auto characters = [](const std::string& utf8) {
        return std::count_if(utf8.begin(), utf8.end(), [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
        });
    };
    if (characters(name) > characters(longest)) {
        longest = name;
    }
}

// Counts displays by the fonts of their players.
class FontCount {
public:
    FontCount(const View& view, SloganCheckOrder& order, ShapeCensus& census)
        : view_(view), sets_(order.font_sets), census_(census) {}

    Status add(const PlayerId& player) {
        if (!known_.contains(player)) {
            if (known_.size() >= limits::displays_addressed_max) {
                ++census_.fonts_not_known;
                return {};
            }
            const Result<Player> row = view_.fleet.player(player);
            if (!row) {
                return tl::unexpected<Error>(row.error());
            }
            known_[player] = set_of(rules::fonts_among(row->software.capabilities));
        }
        const std::optional<std::size_t> set = known_[player];
        ++(set ? census_.with_fonts[*set] : census_.fonts_not_known);
        return {};
    }

private:
    std::optional<std::size_t> set_of(std::vector<Sha256> fonts) {
        if (fonts.empty() || fonts.size() > limits::fonts_announced_max) {
            return std::nullopt;
        }
        const auto at = std::find(sets_.begin(), sets_.end(), fonts);
        if (at != sets_.end()) {
            return static_cast<std::size_t>(at - sets_.begin());
        }
        if (sets_.size() == limits::font_sets_max) {
            return std::nullopt;
        }
        sets_.push_back(std::move(fonts));
        census_.with_fonts.push_back(0);
        return sets_.size() - 1;
    }

    const View& view_;
    std::vector<std::vector<Sha256>>& sets_;
    ShapeCensus& census_;
    std::map<PlayerId, std::optional<std::size_t>> known_;
};

// Counts displays by their shape.
class Counting {
public:
    Counting(const View& view, const Principal& who, SloganCheckOrder& order)
        : view_(view),
          who_(who),
          shapes_(order.shapes),
          says_names_(rules::says_names(order.slogan)),
          fonts_(view, order, census_) {
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
        return may_read(display->head.unit).and_then([&] { return count(*display); });
    }

    Status count(const Display& display) {
        if (display.kind != DisplayKind::screen || display.size.empty()) {
            return {};
        }
        ++census_.all;
        const SloganShape shape{display.size, thousandths(display.panel.pixel_pitch_um),
                                thousandths(display.panel.viewing_distance_mm)};
        const auto known = std::find_if(shapes_.begin(), shapes_.end(),
                                        [&](const auto& each) { return same_kind(each, shape); });
        const auto at = static_cast<std::size_t>(known - shapes_.begin());
        if (at == limits::preview_shapes_max) {
            ++census_.left_out;
            return fonts_.add(display.player);
        }
        if (known == shapes_.end()) {
            shapes_.push_back(shape);
            census_.displays.push_back(0);
        }
        ++census_.displays[at];
        return add_names(display, shapes_[at]).and_then([&] { return fonts_.add(display.player); });
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
                if (const Status counted = count(display); !counted) {
                    return counted;
                }
            }
            page.after = displays->next;
        } while (!page.after.empty());
        return {};
    }

    ShapeCensus take() { return std::move(census_); }

private:
    Status add_names(const Display& display, SloganShape& shape) {
        if (!says_names_) {
            return {};
        }
        if (!unit_names_.contains(display.head.unit)) {
            const Result<Unit> unit = view_.fleet.unit(display.head.unit);
            if (!unit) {
                return tl::unexpected<Error>(unit.error());
            }
            unit_names_[display.head.unit] = unit->name;
        }
        keep_longer(shape.display_name, display.title.empty() ? display.name : display.title);
        keep_longer(shape.unit_name, unit_names_[display.head.unit]);
        return {};
    }

    const View& view_;
    const Principal& who_;
    std::vector<SloganShape>& shapes_;
    const bool says_names_;
    ShapeCensus census_;
    FontCount fonts_; // counts in census_
    std::set<UnitId> allowed_;
    std::map<UnitId, std::string> unit_names_;
};

// "12 of 40 displays: …", where displays were asked about.
std::string sentence_of(const SloganFinding& finding, const ShapeCensus& census,
                        Language language) {
    const bool chinese = language == Language::zh_cn;
    const std::string words = rules::slogan_sentence(
        finding, chinese ? rules::SentenceLanguage::chinese : rules::SentenceLanguage::english);
    const auto number = [](const std::optional<std::size_t>& which,
                           const std::vector<std::int64_t>& of) {
        return which && *which < of.size() ? of[*which] : 0;
    };
    const std::int64_t displays = std::max(number(finding.shape, census.displays),
                                           number(finding.font_set, census.with_fonts));
    if (displays == 0) {
        return words;
    }
    return chinese ? fmt::format("{} 块屏中的 {} 块：{}", census.all, displays, words)
                   : fmt::format("{} of {} displays: {}", displays, census.all, words);
}

std::string list_of(const std::vector<std::int64_t>& numbers) {
    std::string list = "[";
    for (const std::int64_t number : numbers) {
        list += (list.size() > 1 ? "," : "") + std::to_string(number);
    }
    return list + "]";
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
            out.raw("displays_of_shape", list_of(census.displays));
            out.raw("displays_of_font_set", list_of(census.with_fonts));
            out.member("displays_with_unknown_fonts", census.fonts_not_known);
        }
    });
}

} // namespace marquee::manager
