// What is wrong with a slogan as it was planned for a shape: sizes, edges, time.
#pragma once

#include <vector>

#include "player/render/said_texts.hpp"
#include "player/sources/slogan_plan.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct PlanQuestion {
    const std::vector<SaidText>& texts; // that the plan was made of
    SloganShape shape;
    Milliseconds duration{0}; // of the item; 0: not known
};

// Of a strip, text and translation are read in one pass; of pages, each has half of a round.
// Without their `shape`, which the caller knows. Pure.
std::vector<SloganFinding> judge_plan(const SloganPlan& plan, const PlanQuestion& question);

// Of a slogan that no plan could be made for. `points`: code points of its text as written.
SloganFinding does_not_fit(std::int32_t points, Size shape);

// From the moment its first pixel enters until its last has left.
double seconds_of_pass(const ScrollDescription& scroll);

} // namespace marquee::player
