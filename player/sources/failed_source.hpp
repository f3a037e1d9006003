// The source of an item that cannot be shown at all: it says why, and the list goes on.
#pragma once

#include <utility>

#include "player/ports/frame_source.hpp"

namespace marquee::player {

class FailedSource final : public FrameSource {
public:
    explicit FailedSource(Error failure) : failure_(std::move(failure)) {}

    SourceState poll() override { return SourceState::failed; }
    const Error& failure() const override { return failure_; }
    Frame frame_at(Microseconds) override { return {}; }
    std::optional<Microseconds> next_change(Microseconds) const override { return std::nullopt; }

private:
    Error failure_;
};

} // namespace marquee::player
