// Where the interrupts of one class stand in a clock hour (hour_plan.hpp says the rule).
#pragma once

#include <cstdint>
#include <vector>

#include "schemas/rules/intervals.hpp"

namespace marquee::rules {

// One interrupt in one hour.
struct InterruptShare {
    Microseconds play{0}; // length of one
    std::int64_t owed = 0;
    Intervals held; // while it holds, within the hour
};

// One play of share `share`: the parts of time it is on the glass, in order.
struct InterruptPlay {
    std::size_t share = 0;
    Intervals parts;
};

// Plays that a share of `seconds` owes in an hour, of which it holds `held`.
std::int64_t plays_owed(std::int64_t seconds, Microseconds play, const Intervals& held,
                        Interval hour);

// `shares`: of one class, in the order of their ids. `rooms`: what more urgent classes leave;
// `covers`: plays of more urgent classes, which hold up those placed here. In order of time. Where
// more than limits::hour_plan_plays_max are owed, all are cut alike beforehand.
std::vector<InterruptPlay> place_interrupts(const std::vector<InterruptShare>& shares,
                                            const Intervals& rooms, const Intervals& covers);

} // namespace marquee::rules
