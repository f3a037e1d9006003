// How long a program takes to show everything once.
#pragma once

#include "schemas/model/program.hpp"

namespace marquee::rules {

// The sum of the items' durations, whichever of them are valid: the turn of a program does not
// change its length while it is scheduled. What is valid begins anew within a turn that is longer.
Milliseconds cycle_of(const Playlist& playlist);

// The longest zone, played through once: what ProgramRef::cycle carries. Zero without items.
Milliseconds cycle_of(const Program& program);

} // namespace marquee::rules
