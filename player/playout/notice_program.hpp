// The picture of an emergency text. Pure.
#pragma once

#include "schemas/model/geometry.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// A program of one still slogan over the whole display in the colours of the notice's template:
// white on red. Its id is the override's, its revision the serial. `notice` holds a Notice.
Program notice_program(const Override& notice, Size display);

} // namespace marquee::player
