// A display in memory: for tests, previews and screenshots, through the same code as the glass.
#pragma once

#include <vector>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/blit.hpp"

namespace marquee::player {

class MemorySink final : public FrameSink {
public:
    explicit MemorySink(Size size);

    Size size() const override { return size_; }
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;

    // What was composed last, as bgrx; pixels belong to the sink and change with the next compose.
    Picture picture() const;

    // What the last compose drew again.
    const std::vector<Rect>& damaged() const { return damaged_; }

    Instant presented_at() const { return presented_at_; }

private:
    Size size_;
    CanvasBuffer buffer_;
    Canvas canvas_;
    BlitScratch scratch_;
    Scene scene_;
    std::vector<Rect> damaged_;
    Instant presented_at_{};
};

} // namespace marquee::player
