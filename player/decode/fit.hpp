// How a picture lies in its zone.
#pragma once

#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// `source`: the part of the picture that is seen, in its pixels. `target`: where that part lies,
// in zone pixels, always inside the zone.
struct Fitted {
    Rect source;
    Rect target;
};

// Pure. Neither size is empty; no side of the result is shorter than one pixel. Uneven margins and
// crops leave the odd pixel at the right and at the bottom.
Fitted fit_into(Size picture, Size zone, Fit fit);

} // namespace marquee::player
