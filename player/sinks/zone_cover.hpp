// What of a scene hides what lies under it, so that it need not be drawn. Pure; rectangles of the
// display.
#pragma once

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// The piece has pixels, its source lies in its picture and its fine part in its source; what is
// otherwise is never drawn.
bool is_drawable(const Piece& piece);

// Nothing is seen of what it lies over.
bool hides(const Piece& piece);

// A part of the zone of which every pixel is the frame's own; perhaps empty, perhaps not all of it.
Rect opaque_area(const Frame& frame, Rect zone);
Rect opaque_area(const SceneZone& zone);

// What is left of `area` without `hole` where that is one rectangle, else all of `area`.
Rect trimmed(Rect area, Rect hole);

// What of `area` can be seen through all zones from number `zone` on, and perhaps a little more.
Rect seen_under(const Scene& scene, std::size_t zone, Rect area);

} // namespace marquee::player
