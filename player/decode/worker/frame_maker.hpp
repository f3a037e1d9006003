// From a decoder's frame to a frame the compositor understands.
//
// 8-bit 4:2:0 that already lies in the arena and is upright goes as it is. Everything else is
// converted, turned or copied into a slot: RGB to bgrx, all other formats to i420 of the same
// matrix and range.
#pragma once

#include <memory>
#include <optional>

#include "player/decode/messages.hpp"
#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/libav.hpp"
#include "player/decode/worker/orientation.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// A frame ready to ship, but for its id and time.
struct MadeFrame {
    message::Frame header;
    std::shared_ptr<const void> pixels; // keeps the memory
};

class FrameMaker {
public:
    FrameMaker(ArenaSlots& slots, Orientation orientation)
        : slots_(slots), orientation_(orientation) {}

    // nullopt: the arena is full just now; the frame is still there. unsupported_media for a format
    // that cannot be converted.
    Result<std::optional<MadeFrame>> make(AVFrame& frame);

private:
    Result<AVFrame*> converted(AVFrame& frame, int format);

    ArenaSlots& slots_;
    Orientation orientation_;
    Libav<SwsContext> scaler_;
    Libav<AVFrame> scratch_;
};

} // namespace marquee::player::worker
