// What is on the glass over a longer while, with the airtime of everybody: for people and reports.
#pragma once

#include <vector>

#include "schemas/rules/timeline.hpp"

namespace marquee::rules {

// What one schedule, or a filler program, has of a span.
struct Share {
    ProgramId program;
    ScheduleId schedule; // empty for filler
    bool interrupt = false;
    Airtime airtime;

    friend bool operator==(const Share&, const Share&) = default;
};

// A stretch of time in which the same take turns.
struct Span {
    Interval time;
    Rung rung = Rung::last_good; // the most urgent of the stretch: pauses of a pace show filler
    OverrideId in_force;         // on the rungs `black` and `notice`
    std::vector<Share> shares;   // by id, filler and then interrupts last; those shown at all

    friend bool operator==(const Span&, const Span&) = default;
};

// All of `within`, in order and without a hole; neighbours of the same rung and shares are one.
// Where more happens than limits::timeline_spans_max, _shares_max and _steps_max allow, the last
// span ends before `within` does. Nothing is told from `never` on.
std::vector<Span> spans_in(const Situation& situation, Interval within);

} // namespace marquee::rules
