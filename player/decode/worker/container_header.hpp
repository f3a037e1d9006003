// Whether the header of a container tells enough to begin.
#pragma once

#include "player/decode/worker/libav.hpp"

namespace marquee::player::worker {

// MP4 and its like say in their header what it would otherwise take some decoded frames to learn
// (avformat_find_stream_info): sizes, rates, where position zero is, and the order of H.264's
// frames too, which libavformat counts from the index. False for all others, and where a file has
// several streams of a kind: only decoding tells which is the real one.
bool is_described(const AVFormatContext& format);

} // namespace marquee::player::worker
