// How long a program takes to show everything once.
#pragma once

#include "schemas/model/program.hpp"

namespace marquee::rules {

// The sum of the items' durations.
Milliseconds cycle_of(const Playlist& playlist);

// The longest zone, played through once: what ProgramRef::cycle carries. Zero without items.
Milliseconds cycle_of(const Program& program);

} // namespace marquee::rules
