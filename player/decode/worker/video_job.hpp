// A video with its sound, decoded just ahead of the one who watches.
#pragma once

#include "player/decode/worker/job_context.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// Sends INFO, FRAMEs as credits allow, and END; returns when the last sound was written too.
// unsupported_media, too_large; damaged_media when not one frame decodes.
Status play_video(const JobContext& context, MediaKind kind, const message::Open& open);

} // namespace marquee::player::worker
