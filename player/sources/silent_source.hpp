// The source of what cannot be heard, on a loudspeaker: silence for as long as its turn takes.
#pragma once

#include "player/ports/frame_source.hpp"

namespace marquee::player {

class SilentSource final : public FrameSource {
public:
    explicit SilentSource(ShownItem shown) { frame_.item = shown; }

    SourceState poll() override { return SourceState::ready; }
    const Error& failure() const override { return failure_; }
    Frame frame_at(Microseconds) override { return frame_; }
    std::optional<Microseconds> next_change(Microseconds) const override { return std::nullopt; }
    bool go_on_as(const ShownItem& shown) override {
        frame_.item = shown;
        return true;
    }

private:
    Frame frame_;
    Error failure_; // never used: it does not fail
};

} // namespace marquee::player
