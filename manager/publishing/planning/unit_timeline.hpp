// A week of a unit: which schedules come to the glass of its displays, and when. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "manager/publishing/planning/outlook.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::manager {

// A stretch of time in which a schedule holds the glass of some displays, alone or in turn with
// others.
struct GlassRun {
    Interval time;
    std::size_t displays = 0;
    Microseconds shown{0}; // by one of them, on average

    friend bool operator==(const GlassRun&, const GlassRun&) = default;
};

struct UnitTimeline {
    std::map<ScheduleId, std::vector<GlassRun>> schedules; // those that are shown at all; runs by
                                                           // their beginnings
    bool cut = false; // more than limits::timeline_spans_max runs, or too much happens somewhere
};

// Overrides are left out: this is about what is planned.
UnitTimeline unit_timeline(const Outlook& outlook, const Interval& within);

} // namespace marquee::manager
