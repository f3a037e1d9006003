// Lines as a typewriter writes them.
#pragma once

#include <cstdint>
#include <vector>

#include "player/sources/slogan_plan.hpp"
#include "player/text/text_fit.hpp"

namespace marquee::player {

// How far the ink of lines reaches from their baseline or middle, a pixel to spare for hinting.
struct Around {
    std::int32_t before = 0; // up, or to the right
    std::int32_t after = 0;
};

// The lines of a block that was placed from `fit`: half of what lies between two lines belongs to
// each. A line ends where its last letter does: what of that letter's outline and shadow reaches
// further comes with the next one.
std::vector<TypedLine> typed_lines(const SloganBlock& block, const TextFit& fit, Around ink);

} // namespace marquee::player
