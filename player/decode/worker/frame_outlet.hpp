// Frames on their way to the compositor, and the credits that hold them back.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "player/decode/messages.hpp"
#include "player/decode/worker/compositor_link.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

class FrameOutlet {
public:
    explicit FrameOutlet(const CompositorLink& link) : link_(link) {}

    bool has_credit() const { return held_ < limits::decode_frames_held_max; }

    // Sends the frame under a free id. Only with credit. `pixels` keeps its memory until the
    // compositor gives it back.
    void ship(message::Frame frame, std::shared_ptr<const void> pixels);

    // Takes in what was given back; with Wait::yes waits a little for the first.
    void take_releases(Wait wait);

private:
    const CompositorLink& link_;
    std::array<std::shared_ptr<const void>, limits::decode_frame_ids_max> shipped_;
    int held_ = 0;
};

} // namespace marquee::player::worker
