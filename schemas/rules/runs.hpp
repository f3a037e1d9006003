// What the windows of a day open on a wall clock.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/rules/day_number.hpp"
#include "schemas/rules/intervals.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

// A DailyWindow as numbers.
struct DayWindow {
    std::int32_t start;    // seconds after midnight
    std::int32_t length;   // at most a day
    std::uint8_t weekdays; // on which it opens; bit 0 is Monday

    bool opens_on(DayNumber day) const { return (weekdays >> weekday_index(day) & 1) != 0; }
};

// In the same order; a whole day for none.
std::vector<DayWindow> day_windows(const std::vector<DailyWindow>& windows);

LocalTime local_at(DayNumber day, std::int32_t second);
Instant midnight(const ZoneRules& zone, DayNumber day);

// Appends what the windows open on that day, in any order; some may be empty, or end before they
// start (times.hpp).
void open_windows(Intervals& runs, const ZoneRules& zone, DayNumber day,
                  std::span<const DayWindow> windows);

// The run that contains `t`.
std::optional<Interval> run_around(std::span<const Interval> runs, Instant t);

} // namespace marquee::rules
