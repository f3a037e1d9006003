// Looks a slogan over before it is published: what cannot be drawn, how it fits, and what is wrong
// with it, character by character.
#pragma once

#include "player/text/font_catalog.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

// By the rules by which player/sources draws it. Every shape is measured both ways: `fits` and
// `seconds_per_pass` say what the slogan would do still and scrolling, the text's sizes are those
// of its own motion (of the scroll when it does not fit still). malformed and too_large as
// analyse_text. Any thread; milliseconds.
Result<SloganCheck> examine(const FontCatalog& fonts, const SloganCheckOrder& order);

} // namespace marquee::player
