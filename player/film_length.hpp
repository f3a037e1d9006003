// How long a film is, asked of its decoder.
#pragma once

#include "common/clock.hpp"
#include "player/decode/decode_client.hpp"

namespace marquee::player {

// Waits until the decoder has opened the film: a tenth of a second, or until its watchdog. Not on
// the render thread. unsupported: the file does not tell; else the decoder's own failure.
Result<Milliseconds> film_length(const DecodeSettings& settings, OpenAsset film,
                                 const Clock& clock);

} // namespace marquee::player
