// The health of a fleet by unit, each with everything below it: never more than a bounded number of
// units, whatever the fleet.
#pragma once

#include <vector>

#include "manager/fleet/health_count.hpp"

namespace marquee::manager {

struct UnitHealth {
    UnitId id;
    std::string name;
    HealthCount count; // of its whole subtree
};

struct FleetHealth {
    std::vector<UnitHealth> units; // from above to below
    std::size_t left_out = 0;      // units in the scope that have no entry of their own
};

// The units of the scope and those up to limits::metrics_levels_max below them, at most
// limits::metrics_units_max. Displays outside of those count for the units above them.
Result<FleetHealth> fleet_health(const View& view, const HealthJudge& judge, const Scope& scope,
                                 const AskedAt& asked);

} // namespace marquee::manager
