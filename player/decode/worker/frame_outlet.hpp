// Frames on their way to the compositor, and the credits that hold them back.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "player/decode/messages.hpp"
#include "player/decode/worker/compositor_link.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player::worker {

class FrameOutlet {
public:
    FrameOutlet(const CompositorLink& link, const message::Open& open)
        : link_(link), waits_(open.waits == 1) {}

    bool has_credit() const { return held_ < (waits_ ? 1 : limits::decode_frames_held_max); }

    // One frame is enough: nothing more need be decoded, until the turn is near.
    bool has_enough() const { return waits_ && held_ > 0; }

    // Nothing that was shipped is still looked at.
    bool idle() const { return held_ == 0; }

    // Sends the frame under a free id. Only with credit. `pixels` keeps its memory until the
    // compositor gives it back.
    void ship(message::Frame frame, std::shared_ptr<const void> pixels);

    // What lies before this position may be left out: the compositor is late.
    Microseconds hurried_to() const { return hurried_to_; }

    // Takes in what was given back or asked; with Wait::yes waits a little for the first.
    void take_releases(Wait wait);

private:
    const CompositorLink& link_;
    std::array<std::shared_ptr<const void>, limits::decode_frame_ids_max> shipped_;
    int held_ = 0;
    bool waits_; // for BEGIN
    Microseconds hurried_to_{0};
};

} // namespace marquee::player::worker
