// When a display was planned to be dark while nobody was there to see it: a box whose mains are cut
// every night is no outage in its off hours. Pure.
#pragma once

#include <vector>

#include "player/ports/presentation.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// By the timeline of the presentation's manifest, ascending. Looks at no more than
// 100,000 changes of the ladder; what comes after them is not excused.
std::vector<Interval> planned_dark(const Presentation& presentation, const Interval& within);

} // namespace marquee::player
