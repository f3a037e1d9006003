// When to draw, when to present, when to rest. Pure.
#pragma once

#include <optional>

#include "player/playout/engine.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// What to do next with a display that has nothing drawn ahead.
struct Pace {
    std::optional<Instant> draw_for; // compose now, for this instant
    std::optional<Instant> due;      // when that frame should have been on screen; with draw_for
    Instant rest_until{};            // otherwise do nothing until then
};

// Frames are drawn as soon as the one before is on screen, at most `draw_ahead` early, so that only
// the present is left for the deadline. A frame that is overdue by more than it takes to notice is
// drawn for the present instead: what was missed is skipped, never caught up.
Pace pace(const Wish& wish, Instant now);

} // namespace marquee::player
