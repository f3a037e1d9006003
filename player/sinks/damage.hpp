// What of a display must be drawn again. Pure.
#pragma once

#include <vector>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// Rectangles of the display in which `now` may look different from `before`; empty when nothing
// does. They may overlap: drawing a place twice from the background up is harmless.
std::vector<Rect> damage(const Scene& before, const Scene& now, Size display);

} // namespace marquee::player
