// On which days an event of a calendar is, as day rules.
//
// Days only: a timed event counts on the days it touches on its own wall clock, one shorter than a
// day on the day it starts. What RFC 5545 leaves open or we do not understand is refused with the
// part in error.where and params["part"].
#pragma once

#include <functional>
#include <vector>

#include "manager/reporting/calendar/event_reader.hpp"
#include "schemas/model/day_rule.hpp"

namespace marquee::manager {

struct EventZones {
    const ZoneRules& home; // where UTC times are turned into days
    // The zone of a TZID; none when it is unknown, and then the home's stands in.
    std::function<std::optional<ZoneRules>(const std::string&)> named;
};

// At least one. An event of one day, or one that recurs, is one rule; one of several days that does
// not recur is a range; one of several days that recurs is a rule for each of its days, or where
// those cannot be said, every day by its date.
Result<std::vector<DayRule>> days_of(const EventText& event, const EventZones& zones);

} // namespace marquee::manager
