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

// Zones that a pan passes over at most; of a longer picture both ends are cut.
inline constexpr std::int32_t pan_zones_max = 3;
inline constexpr std::int32_t pan_pixels_max = 48'000'000; // of which four bytes fit the arena

// No picture that moves in the zone is larger than this.
Size room_for(PosterMotion motion, Size zone);

// The same for a picture that is to move: at the largest size in which it will be shown, so that
// one decoding serves the whole motion. `target` lies about the middle of the zone and reaches
// outside of it. pan: as high or as wide as the zone and as long as it comes out, whatever `fit`.
// zoom: as `fit` would have it in a zone an eighth larger.
Fitted fit_moving(Size picture, Size zone, Fit fit, PosterMotion motion);

} // namespace marquee::player
