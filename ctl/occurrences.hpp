// The occurrences of a recurrence at a time of day, as instants of a zone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/zoneinfo.hpp"
#include "schemas/model/error.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::ctl {

// As people and iCalendar write them: "2026-01-01T09:00:00", "20260101T090000", either with "Z" for
// UTC, or a date alone, which means the time of DTSTART.
struct OccurrenceOrder {
    std::string rule; // "FREQ=WEEKLY;BYDAY=MO,FR"
    std::string
        start; // DTSTART on the wall clock of `zone`; an occurrence only if the rule selects it
    std::string zone;                    // an IANA name
    std::vector<std::string> exceptions; // EXDATE
    std::vector<std::string> dates;      // RDATE; at any time of day
    std::size_t count = 0;               // how many of them
};

// RFC 3339 with the offset of the place, ascending; a rule that never happens has none. What the
// rule, a date or the zone is refused for; out_of_range for dates before 1800 and after 2199.
Result<std::vector<std::string>> occurrences(const OccurrenceOrder& order, const Zoneinfo& zones);

} // namespace marquee::ctl
