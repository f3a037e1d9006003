// From a decoder's frame to a frame the compositor understands.
//
// 8-bit 4:2:0 that already lies in the arena, upright and progressive, goes as it is. Everything
// else is converted, deinterlaced, turned or copied into a slot: RGB to bgrx, all other formats to
// i420 of the same matrix and range.
#pragma once

#include <memory>
#include <optional>

#include "player/decode/messages.hpp"
#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/deinterlace.hpp"
#include "player/decode/worker/libav.hpp"
#include "player/decode/worker/orientation.hpp"
#include "player/ports/frame.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// A frame ready to ship, but for its id and time.
struct MadeFrame {
    message::Frame header;
    std::shared_ptr<const void> pixels; // keeps the memory
};

// How a stream wants its frames seen.
struct Appearance {
    Orientation orientation;
    AVRational pixel{0, 1}; // width to height, as the container says; 0: the frames know
};

// The size to show stored pixels of this shape at: upright, with square pixels.
Size shown_size(Size stored, AVRational pixel, Orientation orientation);

class FrameMaker {
public:
    FrameMaker(ArenaSlots& slots, const Appearance& appearance)
        : slots_(slots), orientation_(appearance.orientation), pixel_(appearance.pixel) {}

    // nullopt: the arena is full just now; the frame is still there. unsupported_media for a format
    // that cannot be converted, too_large for a film that grew over the limits.
    Result<std::optional<MadeFrame>> make(AVFrame& frame);

private:
    message::Frame header_of(const AVFrame& frame, PixelFormat format) const;
    Result<AVFrame*> converted(AVFrame& frame, int format);
    Result<AVFrame*> deinterlaced(const AVFrame& frame);

    ArenaSlots& slots_;
    Orientation orientation_;
    AVRational pixel_;
    Libav<SwsContext> scaler_;
    Libav<AVFrame> scratch_;
    Deinterlacer deinterlacer_;
};

} // namespace marquee::player::worker
