// From a canvas to an output: parts of it moved, turned, recoloured. bgrx both; nothing is
// allocated but room for mirrored parts, once.
#pragma once

#include "player/panel/colour.hpp"
#include "player/panel/panel_map.hpp"
#include "player/sinks/canvas.hpp"

namespace marquee::player {

// The pixels of `within`, which lies in part.from and on the canvas, to their places; what would
// fall outside of the output is left out. Returns what was written of the output.
Rect copy_part(const MapPart& part, Rect within, const Canvas& canvas, const Canvas& output,
               CanvasBuffer& room);

// Every pixel of the rectangle by the table, in place.
void recolour(const ColourTable& table, Rect rect, const Canvas& canvas);

} // namespace marquee::player
