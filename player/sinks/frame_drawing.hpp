// Draws one frame into its zone: the place where pictures and scaling become pixels.
#pragma once

#include <optional>

#include "player/ports/frame.hpp"
#include "player/sinks/pixels.hpp"
#include "player/sinks/resample.hpp"

namespace marquee::player {

// What drawing a frame needs between frames. One a sink, used by its thread.
struct FrameScratch {
    CanvasBuffer converted; // a picture as bgrx at its own size
    CanvasBuffer scaled;    // a translucent one at its target's
    CanvasBuffer fading;    // a piece of which only a part is seen, over what it lies over
    Resampler resampler;
};

// Draws all of the frame that lies in `clip` (display pixels, inside of `zone` and the canvas) over
// what is there. Unscaled pictures arrive byte for byte, and no pixel depends on how the clip cuts.
// A piece that is not drawable (zone_cover.hpp) is left out.
void draw_frame(const Frame& frame, Rect zone, Rect clip, const Canvas& canvas,
                FrameScratch& scratch);

// The pixels of `clip` where the frame is there nothing but an opaque picture of its own size.
std::optional<Pixels> ready_pixels(const Frame& frame, Rect zone, Rect clip);

} // namespace marquee::player
