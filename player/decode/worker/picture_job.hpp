// A picture: decoded row by row, scaled on the way, turned upright as it is written.
#pragma once

#include "player/decode/worker/job_context.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// Sends INFO, one FRAME and END. unsupported_media, damaged_media, too_large.
Status show_picture(const JobContext& context, MediaKind kind, const message::Open& open);

} // namespace marquee::player::worker
