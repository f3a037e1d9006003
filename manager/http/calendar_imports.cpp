#include "manager/http/calendar_imports.hpp"

#include <algorithm>

#include "manager/http/resource.hpp"
#include "manager/reporting/calendar/calendar_import.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view media_type = "text/calendar";

Status check_media_type(const RequestHead& request) {
    const std::string_view given = request.headers.find("Content-Type").value_or("");
    if (given.substr(0, given.find(';')) != media_type) {
        return fail(ErrorCode::content_type_wrong, "the body is no calendar", "Content-Type",
                    {{"allowed", std::string(media_type)}});
    }
    return {};
}

// Why an event was left out, and what to do.
std::string refusal_sentence(const RefusedEvent& event, Language language) {
    const bool chinese = language == Language::zh_cn;
    std::string_view words;
    if (event.error.code == ErrorCode::unsupported) {
        words = chinese ? "[“{summary}”：][“{part}”]这里不支持，这条没有导入。请手工填写这些日期。"
                        : "[\"{summary}\": ][{part}] is not supported, so this event was left out. "
                          "Enter its days by hand.";
    } else {
        words = chinese
                    ? "[“{summary}”：][“{part}”]"
                      "写得不对或太多，这条没有导入。请在原日历里改正后再导入。"
                    : "[\"{summary}\": ][{part}] is wrong or too much, so this event was left out. "
                      "Correct it in its own calendar and import it again.";
    }
    return fill_places(words, [&](std::string_view place) -> std::optional<std::string_view> {
        const std::string& value = place == "summary" ? event.summary : event.error.where;
        return value.empty() ? std::nullopt : std::optional<std::string_view>(value);
    });
}

void write_refusal(wire::ObjectWriter& out, const RefusedEvent& event, Language language) {
    out.member("summary", event.summary);
    out.member("code", error_slug(event.error.code));
    out.member("part", event.error.where);
    out.member("sentence", refusal_sentence(event, language));
}

std::string body_of(const CalendarImport& read, Language language) {
    std::vector<DayRule> days;
    for (const ImportedDays& event : read.events) {
        if (std::find(days.begin(), days.end(), event.days) == days.end()) {
            days.push_back(event.days);
        }
    }
    const auto listed = std::min(read.refused.size(), limits::findings_max);
    const std::vector<RefusedEvent> refused(
        read.refused.begin(), read.refused.begin() + static_cast<std::ptrdiff_t>(listed));
    return wire::write_object([&](wire::ObjectWriter& out) {
        wire::write_days(out, "days", days);
        out.list("events", read.events, [](wire::ObjectWriter& in, const ImportedDays& event) {
            in.member("summary", event.summary);
            in.object("days", [&](wire::ObjectWriter& day) { wire::write_day(day, event.days); });
        });
        out.member("refused", read.refused.size());
        out.list("findings", refused, [&](wire::ObjectWriter& in, const RefusedEvent& event) {
            write_refusal(in, event, language);
        });
    });
}

} // namespace

StaffRoutes CalendarImportResource::routes() {
    return {
        {Method::post, "/api/v1/calendar-imports", Action::schedule, {}, [this](const auto& call) {
             return read(call);
         }}};
}

Result<Response> CalendarImportResource::read(const StaffCall& call) {
    if (Status right = check_media_type(call.request); !right) {
        return tl::unexpected<Error>(std::move(right.error()));
    }
    const Interval span = zone_span(call.now);
    return database_.read([](const View& view) { return view.fleet.organisation(); })
        .and_then([&](const Organisation& organisation) {
            return zones_.rules(organisation.time_zone, span);
        })
        .and_then([&](const ZoneRules& home) {
            const auto named = [&](const std::string& name) {
                const Result<ZoneRules> found = zones_.rules(name, span);
                return found ? std::optional(*found) : std::nullopt;
            };
            const std::lock_guard lock(reading_);
            return import_calendar(call.request.text(), {home, named});
        })
        .map([&](const CalendarImport& imported) {
            return json(body_of(imported, language_of(call.request)));
        });
}

} // namespace marquee::manager
