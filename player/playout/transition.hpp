// How one item becomes the next. Pure.
#pragma once

#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// How much of the incoming item shows `since` its start: 0 nothing, 256 all, in even steps of time.
int mix_at(const Transition& transition, Microseconds since);

} // namespace marquee::player
