// Lines of a text put into a zone or onto a strip.
#pragma once

#include <vector>

#include "player/sources/slogan_fit.hpp"
#include "player/sources/slogan_plan.hpp"

namespace marquee::player {

// The page of a fit.
SloganBlock place_page(const SloganStyle& style, const FittedText& fitted, const TextFit& fit,
                       Size zone);

// All texts on one strip, with a gap between them: in one line along its way, or in lines across
// it, those all of one em.
SloganBlock place_line(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone);
SloganBlock place_lines(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone);

} // namespace marquee::player
