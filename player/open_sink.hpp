// The glass of one display: its window, and its capture beside it when one is asked for.
#pragma once

#include <memory>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "player/config.hpp"
#include "player/open_window.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/sinks/screenshot_desk.hpp"

namespace marquee::player {

// What every output is given; outlives it.
struct OutputParts {
    const Clock& clock;
    const Log& log;
    SharedWindows& windows;
};

// Main thread. The window comes with the first turn of the render loop, or whenever there is a
// desktop for it, and comes back when it is lost. With several displays the name goes into the
// capture's: capture-NAME.png. `desk`: where its screenshots are asked for. It outlives the sink.
std::unique_ptr<FrameSink> open_sink(const Config& config, const DisplayPlace& display,
                                     const OutputParts& parts, ScreenshotDesk& desk);

// The same for a person who waits for the window: unreachable or unsupported when there is none.
Result<std::unique_ptr<FrameSink>> open_sink_now(const Config& config, const DisplayPlace& display,
                                                 const OutputParts& parts);

} // namespace marquee::player
