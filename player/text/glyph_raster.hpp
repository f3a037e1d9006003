// Placed glyphs become pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/text/text_layout.hpp"

namespace marquee::player {

// A line and where its start and baseline lie, in pixels of the picture.
struct LineAt {
    TextLine line;
    std::int32_t x = 0;
    std::int32_t baseline = 0;
};

struct TextDrawing {
    Size size;
    std::int32_t em_pixels = 0;
    Colour text = colours::white;
    Colour background = colours::black;
    std::vector<LineAt> lines;
};

// Draws antialiased text over its background: bgrx when that is opaque, else bgra. The picture owns
// its pixels. Ink outside the picture is cut. too_large over limits::text_pixels_max;
// damaged_media when a font file does not load. Any thread; takes milliseconds.
Result<Picture> draw_text(const FontCatalog& fonts, const TextDrawing& drawing);

} // namespace marquee::player
