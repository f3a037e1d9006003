// Two sinks as one: a display and its capture.
#pragma once

#include <memory>
#include <tuple>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// The first is what counts: its size, its events, its failures. The second only looks on.
class TeeSink final : public FrameSink {
public:
    // Neither is null.
    TeeSink(std::unique_ptr<FrameSink> first, std::unique_ptr<FrameSink> second)
        : first_(std::move(first)), second_(std::move(second)) {}

    Size size() const override { return first_->size(); }

    Status compose(const Scene& scene) override {
        const Status composed = first_->compose(scene);
        if (composed) {
            std::ignore = second_->compose(scene);
        }
        return composed;
    }

    Status present(Instant at) override {
        const Status presented = first_->present(at);
        if (presented) {
            std::ignore = second_->present(at);
        }
        return presented;
    }

    SinkEvent attend() override {
        std::ignore = second_->attend();
        return first_->attend();
    }

    std::optional<Picture> shown() const override { return first_->shown(); }

private:
    std::unique_ptr<FrameSink> first_;
    std::unique_ptr<FrameSink> second_;
};

} // namespace marquee::player
