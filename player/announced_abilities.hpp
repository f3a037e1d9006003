// What a player says that it can do (Software::capabilities).
#pragma once

#include <string>
#include <vector>

#include "common/clock.hpp"
#include "player/decode/decoder_abilities.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

// Waits for the decoder's answer, a second and a half at most. A decoder that does not answer plays
// no film, whatever was announced.
std::vector<std::string> announced_abilities(DecoderAbilities& decoder, const FontCatalog& fonts,
                                             const Clock& clock);

// The fonts by what they draw (rules/font_words.hpp), at most limits::fonts_announced_max. Letters
// drawn by hand are not among them: each has its outline. Reads the tables of the fonts.
std::vector<std::string> announced_fonts(const FontCatalog& fonts);

} // namespace marquee::player
