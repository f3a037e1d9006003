#include "manager/http/schedule_checks.hpp"

#include <algorithm>
#include <set>

#include "manager/http/check_words.hpp"
#include "manager/http/plan_body.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/schedule_body.hpp"
#include "manager/publishing/planning/schedule_check.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/zone_time.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

// In the order of ids behind all that there are, as a schedule that is made now would be (RFC 9562
// section 5.10).
constexpr std::string_view newest = "ffffffff-ffff-ffff-ffff-ffffffffffff";

struct CheckBody {
    ScheduleRecord draft;
    std::optional<LocalDate> first; // none: today
    std::int64_t days = 7;
};

Result<CheckBody> read_body(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body, [&](const wire::Object& in) {
        CheckBody body{.draft = read_schedule(in)};
        const wire::Value id = in.optional("id");
        body.draft.schedule.id = id ? id.id<ScheduleId>() : ScheduleId{std::string(newest)};
        if (const wire::Value from = in.optional("from")) {
            body.first = from.date();
        }
        if (const wire::Value days = in.optional("days")) {
            body.days = days.integer<std::int64_t>(1, limits::schedule_check_days_max);
        }
        return body;
    });
}

// What the check needs beside the outlook, read once the displays are known.
struct Particulars {
    std::optional<Program> program;
    std::size_t units = 0;
};

Result<Particulars> particulars(const View& view, const Outlook& outlook,
                                const ProgramId& of_draft) {
    Particulars found;
    std::set<UnitId> units;
    for (const DisplaySite& site : outlook.displays) {
        units.insert(site.unit);
    }
    found.units = units.size();
    const auto revision = view.content.approved_revision(of_draft);
    if (revision) {
        const Result<Program> program = wire::read_program(revision->payload);
        if (!program) {
            return tl::unexpected<Error>(program.error());
        }
        found.program = *program;
    } else if (revision.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(revision.error());
    }
    return found;
}

// The schedule of that id as manifests carry it; null when there is none.
const Schedule* schedule_in(const Outlook& outlook, const ScheduleId& id) {
    const auto found = std::lower_bound(outlook.schedules.begin(), outlook.schedules.end(), id,
                                        [](const ScheduleRecord& row, const ScheduleId& wanted) {
                                            return row.schedule.id < wanted;
                                        });
    return found != outlook.schedules.end() && found->schedule.id == id ? &found->schedule
                                                                        : nullptr;
}

// Writes what was found, in the caller's language.
class Telling {
public:
    Telling(const View& view, const CheckQuestion& question, Language language)
        : question_(question), titles_(view, question.outlook), language_(language) {}

    void write(wire::ObjectWriter& out, const ScheduleCheck& told) const {
        out.list("reasons", told.reasons, [&](wire::ObjectWriter& in, const CheckedReason& each) {
            in.member("code", to_slug(each.reason));
            in.member("count", each.displays);
            titles_.write(in, "displays", each.examples);
            write_by(in, each.by);
            in.member("sentence", reason_sentence(each, names_for(each), language_));
        });
        out.list("covered", told.covered, [&](wire::ObjectWriter& in, const CoveredStretch& each) {
            in.member("from", each.time.from);
            in.member("until", each.time.to);
            in.member("displays", each.displays);
            write_by(in, each.by);
            in.member("sentence",
                      covered_sentence(each, name_of(each.by), question_.outlook.home, language_));
        });
        out.member("covered_cut", told.covered_cut);
    }

private:
    std::string name_of(const ScheduleId& id) const {
        const Schedule* const found = schedule_in(question_.outlook, id);
        return found != nullptr ? found->name : std::string{};
    }

    void write_by(wire::ObjectWriter& out, const ScheduleId& by) const {
        if (by.empty()) {
            return;
        }
        out.object("by", [&](wire::ObjectWriter& in) {
            in.member("schedule_id", by);
            in.member("schedule", name_of(by));
        });
    }

    CheckNames names_for(const CheckedReason& reason) const {
        CheckNames names{.by = name_of(reason.by)};
        if (reason.reason == CheckReason::shape) {
            names.shapes = shapes_of(reason);
        }
        const int first = static_cast<int>(question_.first.year());
        const LocalDate last{std::chrono::local_days{question_.first}
                             + std::chrono::days{question_.days - 1}};
        names.years = std::to_string(first);
        if (static_cast<int>(last.year()) != first) {
            names.years += "–" + std::to_string(static_cast<int>(last.year()));
        }
        return names;
    }

    // The different ones among the examples.
    std::string shapes_of(const CheckedReason& reason) const {
        std::set<std::string> words;
        for (const std::uint32_t row : reason.examples) {
            words.insert(shape_words(question_.outlook.displays[row], language_));
        }
        std::string text;
        for (const std::string& each : words) {
            text += (text.empty() ? "" : language_ == Language::zh_cn ? "、" : ", ") + each;
        }
        return text;
    }

    const CheckQuestion& question_;
    const DisplayTitles titles_;
    const Language language_;
};

} // namespace

StaffRoutes ScheduleCheckResource::routes() {
    return {{Method::post, "/api/v1/schedule-checks", Action::schedule, unit_in_body(),
             [this](const auto& call) { return check(call); }}};
}

Result<Response> ScheduleCheckResource::check(const StaffCall& call) {
    Result<CheckBody> body = read_body(call);
    if (!body) {
        return tl::unexpected<Error>(std::move(body.error()));
    }
    ScheduleRecord& draft = body->draft;
    const Status settled =
        database_.read([&](const View& view) { return settle_schedule(view, call.who, draft); });
    if (!settled) {
        return tl::unexpected<Error>(settled.error());
    }
    OutlookQuestion places{.draft = draft};
    places.places.add(draft.targets);
    return read_outlook(database_, zones_, places, call.now).and_then([&](const Outlook& outlook) {
        return database_.read([&](const View& view) {
            return particulars(view, outlook, draft.schedule.program)
                .map([&](const Particulars& found) {
                    const CheckQuestion question{
                        .outlook = outlook,
                        .draft = schedule_in(outlook, draft.schedule.id),
                        .program = found.program,
                        .first = body->first.value_or(rules::local_date(outlook.home, call.now)),
                        .days = static_cast<int>(body->days)};
                    const ScheduleCheck told = check_schedule(question);
                    return json(wire::write_object([&](wire::ObjectWriter& out) {
                        out.member("from", question.first);
                        out.member("days", question.days);
                        out.member("displays", outlook.displays.size());
                        out.member("units", found.units);
                        out.member("playing", told.playing);
                        out.member("minutes", minutes_in(told.airtime.shown));
                        out.member("plays", told.airtime.plays);
                        Telling(view, question, language_of(call.request)).write(out, told);
                    }));
                });
        });
    });
}

} // namespace marquee::manager
