// A display's sink from which screenshots can be taken.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/screenshot_desk.hpp"

namespace marquee::player {

// The memory that the display shows is copied as it is, never drawn again: right after a present,
// or from attend() while nothing moves. Costs a look at a mutex otherwise.
class ScreenshotSink final : public FrameSink {
public:
    // `display`: not null. `desk` outlives the sink.
    ScreenshotSink(std::unique_ptr<FrameSink> display, std::string name, ScreenshotDesk& desk)
        : display_(std::move(display)), name_(std::move(name)), desk_(desk) {}

    Size size() const override { return display_->size(); }
    Status compose(const Scene& scene) override { return display_->compose(scene); }
    Status present(Instant at) override {
        return display_->present(at).map([this] { serve(); });
    }
    SinkEvent attend() override {
        const SinkEvent event = display_->attend();
        serve();
        return event;
    }
    std::optional<Picture> shown() const override { return display_->shown(); }

private:
    void serve() {
        if (!desk_.wants(name_)) {
            return;
        }
        if (const std::optional<Picture> picture = display_->shown()) {
            desk_.take(name_, *picture);
        }
    }

    std::unique_ptr<FrameSink> display_;
    const std::string name_;
    ScreenshotDesk& desk_;
};

} // namespace marquee::player
