// The item that a transition takes off the screen. It goes on, picture and sound fading, until it
// is gone.
#pragma once

#include <algorithm>
#include <memory>

#include "player/ports/frame_source.hpp"

namespace marquee::player {

// Render thread only.
class LeavingItem {
public:
    // `last`: what it showed. `source`, if it still has one that is ready, goes on from there;
    // frames are for the position (instant - position_from).
    LeavingItem(Frame last, std::unique_ptr<FrameSource> source, Instant position_from)
        : frame_(std::move(last)), source_(std::move(source)), position_from_(position_from) {}

    // A source that fails now is not worth a word: its turn is over and its last frame stays.
    void attend() {
        if (source_ && source_->poll() == SourceState::failed) {
            source_.reset();
        }
    }

    const Frame& frame_at(Instant at) {
        if (source_) {
            frame_ = source_->frame_at(position(at));
        }
        return frame_;
    }

    void keep_in_step(Instant at, Microseconds monotonic) {
        if (source_) {
            source_->keep_in_step(position(at), monotonic);
        }
    }

    bool settled(Instant at) const { return !source_ || source_->settled(position(at)); }

    void set_volume(std::int32_t percent) {
        if (source_) {
            source_->set_volume(percent);
        }
    }

private:
    Microseconds position(Instant at) const {
        return std::max(Microseconds{at - position_from_}, Microseconds{0});
    }

    Frame frame_;
    std::unique_ptr<FrameSource> source_;
    Instant position_from_;
};

} // namespace marquee::player
