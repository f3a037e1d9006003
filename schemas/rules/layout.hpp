// A layout on a display of another size.
#pragma once

#include <vector>

#include "schemas/model/program.hpp"

namespace marquee::rules {

// Each edge of `rect` moves in proportion and is rounded to the nearest whole pixel, halves up; so
// rectangles that share an edge on the canvas share it on the display. May be empty when the
// display is much smaller. An empty canvas leaves the rectangle as it is.
Rect scale(const Rect& rect, Size canvas, Size display);

// One rectangle a zone, in order.
std::vector<Rect> zone_rects(const Layout& layout, Size display);

} // namespace marquee::rules
