#include "manager/reporting/calendar/calendar_import.hpp"

#include <algorithm>

#include "manager/reporting/calendar/calendar_lines.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::manager {

namespace {

// The first line of it, of at most limits::name_bytes_max bytes.
std::string one_line(std::string_view text) {
    text = text.substr(0, std::min(text.find('\n'), limits::name_bytes_max));
    std::string line(text.substr(0, wire::valid_utf8_prefix(text)));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return line;
}

} // namespace

Result<CalendarImport> import_calendar(std::string_view text, const EventZones& zones) {
    const auto events = sift(text).and_then(read_events);
    if (!events) {
        return tl::unexpected<Error>(events.error());
    }
    CalendarImport all;
    for (const EventText& event : *events) {
        if (event.cancelled) {
            continue;
        }
        const std::string summary = one_line(event.summary);
        Result<std::vector<DayRule>> days = days_of(event, zones);
        if (!days) {
            all.refused.push_back({summary, std::move(days.error())});
        } else if (all.events.size() + days->size() > limits::calendar_import_events_max) {
            return fail(ErrorCode::too_large, "the events have too many days", {},
                        {{"limit", std::to_string(limits::calendar_import_events_max)}});
        } else {
            for (DayRule& rule : *days) {
                all.events.push_back({summary, std::move(rule)});
            }
        }
    }
    return all;
}

} // namespace marquee::manager
