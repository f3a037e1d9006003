// The picture of an emergency text. Pure.
#pragma once

#include "schemas/model/geometry.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// A program of one slogan over the whole display in the colours of the notice's template:
// white on red: all of it at once where that is legible, else it passes over a ticker, and other
// displays show it page by page. Its id is the override's, its revision the serial. `notice` holds
// a Notice. A loudspeaker (no size) cannot say the words: it chimes, twice a minute, under their
// digest.
Program notice_program(const Override& notice, Size display);

} // namespace marquee::player
