// Draws a scene into memory: the one place where pictures, colours and scaling become pixels, so
// every sink that draws in memory draws the same.
#pragma once

#include "player/ports/frame_sink.hpp"
#include "player/sinks/canvas.hpp"

namespace marquee::player {

// What drawing needs between frames. One a sink, used by its thread.
struct BlitScratch {
    CanvasBuffer converted; // a picture as bgrx at its own size
    CanvasBuffer incoming;  // the second picture of a transition
};

// Draws all of the scene that lies in `clip` (display pixels), from the background up, and touches
// no other pixel. Unscaled pictures arrive byte for byte. A picture that is not what it says (no
// pixels, a source rectangle outside it) is left out.
void draw_scene(const Scene& scene, Rect clip, const Canvas& canvas, BlitScratch& scratch);

} // namespace marquee::player
