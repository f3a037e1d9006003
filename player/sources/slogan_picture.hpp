// A slogan measured before anybody publishes it, and drawn whole for people who look at it.
#pragma once

#include "player/sources/slogan_plan.hpp"

namespace marquee::player {

// The slogan's words as written, shaped for the way they move. missing_glyph, malformed, too_large.
Result<ShapedText> shape_slogan(const FontCatalog& fonts, const Slogan& slogan);

// How large they would be drawn. `text_width`: pixels of the longest line (height of a column);
// of words that pass through, of the whole strip along its way. too_large when it would be too
// small to read.
struct SloganMeasure {
    std::int32_t em_pixels = 0;
    std::int32_t text_width = 0;
};
Result<SloganMeasure> measure_slogan(const ShapedText& text, const Slogan& slogan, Size zone);

// A still slogan as a piece of a larger picture, in `place` of it.
Result<Piece> draw_words(const FontCatalog& fonts, const Slogan& slogan, Rect place);

// All of a block as one picture: a page, or a strip from end to end. too_large over
// limits::text_pixels_max, which the sheets of a plan never are. Any thread; milliseconds.
Result<Picture> draw_block(const FontCatalog& fonts, const SloganPlan& plan, std::size_t block);

} // namespace marquee::player
