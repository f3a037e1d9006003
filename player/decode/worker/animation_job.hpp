// Plays an animated picture.
#pragma once

#include "player/decode/worker/job_context.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// As an animation: frames over and over, from the one on show at open.start_us, until the process
// is ended from outside. A single frame is sent once, and so is the first one when a still picture
// was asked for. `kind` is one that moves.
Status show_animation(const JobContext& context, MediaKind kind, const message::Open& open);

} // namespace marquee::player::worker
