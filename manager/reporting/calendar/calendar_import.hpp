// Days out of a calendar that somebody keeps elsewhere: a stranger's iCalendar text (RFC 5545)
// becomes day rules. Only dates are taken: what is on at which time of those days, schedules say.
//
// Bounded in time and memory whatever the text. docs/operations.md says what is understood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/reporting/calendar/event_days.hpp"
#include "schemas/model/day_rule.hpp"

namespace marquee::manager {

struct ImportedDays {
    std::string summary; // of the event; one line, may be empty
    DayRule days;
};

struct RefusedEvent {
    std::string summary;
    Error error; // `where` and params["part"]: the part that was not understood
};

struct CalendarImport {
    std::vector<ImportedDays> events; // in the order of the text, cancelled ones left out
    std::vector<RefusedEvent> refused;
};

// malformed, too_large: nothing of the text is used. One thread at a time (event_reader.hpp).
Result<CalendarImport> import_calendar(std::string_view text, const EventZones& zones);

} // namespace marquee::manager
