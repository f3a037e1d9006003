// A slogan drawn for its zone, once; after that it only moves.
#pragma once

#include "player/ports/frame.hpp"
#include "player/text/font_catalog.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// still: `at` is where the picture lies in the zone. scroll_left: the picture is the whole text on
// one line, `at` says its height and y; x is the motion's.
struct SloganPicture {
    Picture picture;
    Rect at;
};

// Any thread; milliseconds. missing_glyph, malformed, too_large as player/text says them.
Result<SloganPicture> draw_slogan(const FontCatalog& fonts, const Slogan& slogan, Size zone);

} // namespace marquee::player
