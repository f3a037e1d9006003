// How one item becomes the next. Pure.
#pragma once

#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// How far a transition is `since` its start: 0..transition_whole (player/ports/frame_sink.hpp). A
// slide gathers speed and loses it again; the others go on evenly. A cut is through at once.
std::int32_t progress_at(const Transition& transition, Microseconds since);

// When a transition that runs looks different next: 60 times a second, counted from its start so
// that neighbouring displays agree, and where it is through.
Microseconds next_step(const Transition& transition, Microseconds since);

} // namespace marquee::player
