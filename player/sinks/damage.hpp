// What of a display must be drawn again. Pure.
#pragma once

#include <vector>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// True when the two look the same: same serial of the same item, same pictures in the same places.
bool same_picture(const Frame& a, const Frame& b);

// Rectangles of the display in which `now` may look different from `before`; empty when nothing
// does. They may overlap: drawing a place twice from the background up is harmless.
std::vector<Rect> damage(const Scene& before, const Scene& now, Size display);

} // namespace marquee::player
