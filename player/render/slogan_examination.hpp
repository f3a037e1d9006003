// Looks a slogan over before it is published: what cannot be drawn, how it fits, and what is wrong
// with it, character by character.
#pragma once

#include "player/sources/font_shelf.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

// By the rules by which player/sources draws it, in the plan that it would draw: in its own font of
// the library where it names one, with what its variables say in the year from `now` on at its
// longest. Every shape is measured both ways: `fits` and `seconds_per_pass` say what the slogan
// would do still and scrolling, the text's sizes are those of its own motion (of the scroll when it
// does not fit still). malformed and too_large as analyse_text, unsupported of variables. Reads a
// font; any thread; milliseconds.
Result<SloganCheck> examine(FontShelf& shelf, const SloganCheckOrder& order, Instant now);

} // namespace marquee::player
