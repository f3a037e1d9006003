// How this player decodes.
#pragma once

#include "player/config.hpp"
#include "player/decode/decode_client.hpp"

namespace marquee::player {

// Main thread, before anything that takes time (the window, the fonts): the first worker links its
// libraries meanwhile. It dies with the calling thread. After StopSignals: it starts a thread,
// which must not take those signals.
DecodeSettings decode_settings(const Config& config);

} // namespace marquee::player
