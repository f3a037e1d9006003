// How long each police grid was shown something: those with nothing are found at a glance.
#pragma once

#include <vector>

#include "manager/ports/database.hpp"

namespace marquee::manager {

struct CoveredUnit {
    UnitPlace unit;
    Seconds shown{0};
};

// By UnitLines::group_of.
struct CoveredGroup {
    UnitId id;
    std::string name;
    std::vector<CoveredUnit> units; // in order of id
};

// The units in the scope's subtrees that have none below them, also those where nothing was shown;
// the groups in order of id. A unit's time is that of its display which showed the most in the day,
// at most the day's length until `now`; by the plays that have come in.
Result<std::vector<CoveredGroup>> coverage_of(const View& view, const Scope& scope,
                                              const Interval& day, Instant now);

} // namespace marquee::manager
