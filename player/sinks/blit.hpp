// Draws a scene into memory: zones over each other, transitions and what lets through. Every sink
// that draws in memory draws the same.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/canvas.hpp"
#include "player/sinks/frame_drawing.hpp"

namespace marquee::player {

// A frame of a crossfade as plain pixels, kept for as long as it stays the same.
struct FlatFrame {
    std::optional<Frame> frame; // none: nothing is kept
    Rect zone;
    Rect area;
    CanvasBuffer pixels; // of `area`
};

// What drawing needs between scenes. One a sink, used by its thread.
struct BlitScratch {
    FrameScratch frame;
    CanvasBuffer layer;                               // a zone that lets through
    std::vector<std::array<FlatFrame, 2>> crossfades; // by zone: outgoing and incoming
};

// Draws all of the scene that lies in `clip` (display pixels), from the background up, and touches
// no other pixel. No pixel depends on how the clip cuts.
void draw_scene(const Scene& scene, Rect clip, const Canvas& canvas, BlitScratch& scratch);

} // namespace marquee::player
