// How long a film or a sound is, asked of its decoder.
#pragma once

#include "common/clock.hpp"
#include "player/decode/decode_client.hpp"

namespace marquee::player {

// Waits until the decoder has opened its film: some hundredths of a second, or until its watchdog.
// Not on the render thread. The decoder goes on meanwhile: its frames wait for whoever polls it
// next. unsupported: the file does not tell; else the decoder's own failure.
Result<Milliseconds> film_length(DecodeClient& decoder, const Clock& clock);

} // namespace marquee::player
