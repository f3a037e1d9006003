// A slogan drawn for its zone, once; after that it only moves.
#pragma once

#include "player/ports/frame.hpp"
#include "player/text/font_catalog.hpp"
#include "player/text/text_layout.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// still: `at` is where the picture lies in the zone. scroll_left: the picture is the whole text on
// one line, `at` says its height and y; x is the motion's.
struct SloganPicture {
    Picture picture;
    Rect at;
};

// The slogan's words, shaped for the way it moves. missing_glyph, malformed, too_large.
Result<ShapedText> shape_slogan(const FontCatalog& fonts, const Slogan& slogan);

// How large draw_slogan would draw it. `text_width`: pixels of its longest line; moving, of the
// whole strip. too_large when it would be too small to read, or moving too long to draw.
struct SloganMeasure {
    std::int32_t em_pixels = 0;
    std::int32_t text_width = 0;
};
Result<SloganMeasure> measure_slogan(const ShapedText& text, const Slogan& slogan, Size zone);

// Pixels a second at which it scrolls in a zone of this size.
std::int32_t scroll_speed(const SloganStyle& style, Size zone);

// Any thread; milliseconds. missing_glyph, malformed, too_large as player/text says them.
Result<SloganPicture> draw_slogan(const FontCatalog& fonts, const Slogan& slogan, Size zone);

} // namespace marquee::player
