// Placed glyphs become pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/text/ink_reach.hpp"
#include "player/text/text_layout.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// A line and where its origin lies, in pixels of the picture: of a column, x is its middle and
// `baseline` its top.
struct LineAt {
    TextLine line;
    std::int32_t x = 0;
    std::int32_t baseline = 0;
};

// A window of `size` onto lines that may reach past it: ink outside is cut, and glyphs that do not
// reach into it cost nothing. Outlines, shadows and gradients do not depend on where the window is,
// so a long strip may be drawn in parts that show no seam.
struct TextDrawing {
    Size size;
    std::int32_t em_pixels = 0;
    Colour text = colours::white;
    Colour background = colours::black;
    Letters letters; // colours by PlacedGlyph::character; those keep their colour in a gradient
    std::vector<LineAt> lines;
};

// Draws text over its background, all colours mixed in linear light: bgrx when that is opaque, else
// bgra. From below: shadow, outline, letters. A gradient runs from the top to the foot of a line's
// em box, in columns of each letter's. Letters drawn by hand make the whole text crisp. Outline and
// shadow reach beyond the letters' ink by ink_reach (ink_reach.hpp). The picture owns its pixels.
// too_large over limits::text_pixels_max; damaged_media when a font file does not load. Any thread;
// takes milliseconds, and beside the picture at most 24 MiB.
Result<Picture> draw_text(const FontCatalog& fonts, const TextDrawing& drawing);

} // namespace marquee::player
