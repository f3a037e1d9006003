// The glass of one display: its window, and its capture beside it when one is asked for.
#pragma once

#include <memory>

#include "player/config.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/sinks/screenshot_desk.hpp"

namespace marquee::player {

// Main thread. With several displays the name goes into the capture's: capture-NAME.png. `desk`:
// where its screenshots are asked for, outlives the sink; null: nowhere.
Result<std::unique_ptr<FrameSink>> open_sink(const Config& config, const DisplayPlace& display,
                                             ScreenshotDesk* desk = nullptr);

} // namespace marquee::player
