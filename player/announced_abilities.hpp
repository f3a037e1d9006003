// What a player says that it can do (Software::capabilities).
#pragma once

#include <string>
#include <vector>

#include "common/clock.hpp"
#include "player/decode/decoder_abilities.hpp"

namespace marquee::player {

// Waits for the decoder's answer, a second and a half at most. A decoder that does not answer plays
// no film, whatever was announced.
std::vector<std::string> announced_abilities(DecoderAbilities& decoder, const Clock& clock);

} // namespace marquee::player
