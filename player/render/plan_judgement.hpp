// What is wrong with a slogan as it was planned for a shape: sizes, edges, time.
#pragma once

#include <vector>

#include "player/sources/slogan_plan.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct PlanQuestion {
    const Slogan& slogan;
    SloganShape shape;
    Milliseconds duration{0}; // of the item; 0: not known
};

// Of a strip, text and translation are read in one pass; of pages, each has half of a round.
// `extent`: of the text. Without their `shape`, which the caller knows. Pure.
std::vector<SloganFinding> judge_plan(const SloganPlan& plan, const PlanQuestion& question,
                                      const TextExtent& extent);

// Of a slogan that no plan could be made for.
SloganFinding does_not_fit(const Slogan& slogan, Size shape);

// From the moment its first pixel enters until its last has left.
double seconds_of_pass(const ScrollDescription& scroll);

} // namespace marquee::player
