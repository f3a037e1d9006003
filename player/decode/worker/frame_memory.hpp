// Lets a video decoder write its frames where the compositor reads them.
#pragma once

#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/libav.hpp"

namespace marquee::player::worker {

// Before avcodec_open2. Frames in 8-bit 4:2:0 then lie in the arena as long as it has room; all
// others lie in memory of the decoder's own and must be copied. `slots` outlives the codec and its
// frames.
void decode_into(AVCodecContext& codec, ArenaSlots& slots);

} // namespace marquee::player::worker
