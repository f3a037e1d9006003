// Plays a sound: decodes it ahead into the shared ring, as far as there is room.
#pragma once

#include "player/decode/messages.hpp"
#include "player/decode/worker/job_context.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// Of a film only what is heard. Returns when all was written. unsupported_media: no sound that an
// allowed decoder knows; damaged_media: none of it decodes.
Status play_sound(const JobContext& context, MediaKind kind, const message::Open& open);

} // namespace marquee::player::worker
