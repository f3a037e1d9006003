// Uptime of displays and units over a period, by the three measures.
#pragma once

#include <vector>

#include "manager/ports/database.hpp"
#include "schemas/rules/uptime.hpp"

namespace marquee::manager {

// When a manager lived and had a judgement about a player, and when that was "reachable". Pure.
// `transitions` as FleetRepository gives them: from the one in force at the start. A manager that
// just started has no judgement until the first transition of its run.
struct ReachTimes {
    rules::Intervals watched;
    rules::Intervals reachable;
};

ReachTimes reach_times(const std::vector<Interval>& runs,
                       const std::vector<ReachTransition>& transitions);

// One display's facts and the time for which it is answerable: since it was enrolled, until its
// player was retired.
struct DisplayRecord {
    rules::DisplayUptime facts;
    rules::Intervals periods;
};

// not_found for an unknown display.
Result<DisplayRecord> display_record(const View& view, const DisplayId& display,
                                     const Interval& within);

// The sum over all displays while they stood in the scope's subtrees: a display counts for the unit
// it belonged to at that time.
struct FleetUptime {
    std::size_t displays = 0;
    rules::UptimeMeasures sums;
};

Result<FleetUptime> fleet_uptime(const View& view, const Scope& scope, const Interval& within);

// The sum over these displays, wherever they stood. Those that do not exist add nothing.
Result<FleetUptime> displays_uptime(const View& view, const std::vector<DisplayId>& displays,
                                    const Interval& within);

} // namespace marquee::manager
