// A GIF or WebP that moves, copied without what is no picture: comments, EXIF (with the place where
// it was taken), XMP, data of other programs. Frames, times, colours and the number of rounds stay
// byte for byte, so nothing of its quality is lost.
#pragma once

#include <cstdint>

#include "manager/library/worker/medium.hpp"

namespace marquee::manager::worker {

// Writes to the descriptor `out`. False: it is not whole, or no animation, or has more than
// `frames_max` frames; what was written is rubbish then. A WebP is decoded to its end besides; of a
// GIF only the structure is followed.
bool copy_animation(const Medium& medium, int out, std::size_t frames_max);

} // namespace marquee::manager::worker
