// What a plan comes to, day by day: for people who ask ahead. Orders of black and notices are left
// out: they are short, and nobody plans them.
#pragma once

#include <vector>

#include "schemas/rules/spans.hpp"

namespace marquee::rules {

// One day on the display's wall clock: 23 to 25 hours where the clock is changed.
struct ForecastDay {
    LocalDate date;
    std::vector<Share> shares; // what has the glass that day, by program and schedule, each once
    Microseconds scheduled{0}; // how long a schedule has it
    bool whole = true;         // false: more happens than limits.hpp allows to be told

    friend bool operator==(const ForecastDay&, const ForecastDay&) = default;
};

// From midnight to midnight.
Interval day_interval(const ZoneRules& zone, LocalDate date);

// `days` days from `first` on. Some hundred microseconds a day for hundreds of schedules; more with
// interrupts. The manifest's end is not looked at differently here: whoever renews it clears it.
std::vector<ForecastDay> forecast(const PreparedManifest& manifest, LocalDate first, int days);

} // namespace marquee::rules
