// Whole pictures from interlaced ones.
//
// An interlaced frame is two fields, taken one after the other, whose lines alternate: what moved
// between them has combs for edges. The field that came first is kept as it is. Each line of the
// other is found again between its neighbours, along the edge that runs there, and then held within
// what changed since the frame before: where nothing moves its own line stays, with all its detail.
// One frame in, one frame out, at the first field's time.
#pragma once

#include "player/decode/worker/libav.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player::worker {

// Eight bits a sample. `previous`: the same plane of the frame before, or nullptr.
struct InterlacedPlane {
    const std::uint8_t* current = nullptr;
    std::ptrdiff_t current_stride = 0;
    const std::uint8_t* previous = nullptr;
    std::ptrdiff_t previous_stride = 0;
    Size size;
    int kept = 0; // 0: the even lines came first; 1: the odd ones
};

// Writes the whole plane.
void deinterlace_plane(const InterlacedPlane& plane, std::uint8_t* to, std::ptrdiff_t to_stride);

class Deinterlacer {
public:
    // The frame without its combs, valid until the next call; nullptr when there is no memory.
    // `frame` is planar 4:2:0 of eight bits with counted buffers, of which one reference is kept
    // until the next call.
    AVFrame* whole(const AVFrame& frame);

    // What comes next does not follow on the frame before.
    void forget() { previous_.reset(); }

private:
    Libav<AVFrame> previous_;
    Libav<AVFrame> whole_;
};

} // namespace marquee::player::worker
