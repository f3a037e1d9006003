// A slogan drawn whole for people who look at it.
#pragma once

#include "player/sources/slogan_plan.hpp"

namespace marquee::player {

// A still slogan as a piece of a larger picture, in `place` of it.
Result<Piece> draw_words(const FontCatalog& fonts, const Slogan& slogan, Rect place);

// All of a block as one picture: a page, or a strip from end to end. too_large over
// limits::text_pixels_max, which the sheets of a plan never are. Any thread; milliseconds.
Result<Picture> draw_block(const FontCatalog& fonts, const SloganPlan& plan, std::size_t block);

} // namespace marquee::player
