// What every kind of job works with.
#pragma once

#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/compositor_link.hpp"
#include "player/decode/worker/frame_outlet.hpp"
#include "player/decode/worker/media_file.hpp"

namespace marquee::player::worker {

struct JobContext {
    const CompositorLink& link;
    ArenaSlots& slots;
    FrameOutlet& outlet;
    const MediaFile& file;
};

} // namespace marquee::player::worker
