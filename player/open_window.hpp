// The window of one display, drawn by a GPU or by the processor.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "common/log.hpp"
#include "player/config.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/sinks/output_window.hpp"

namespace marquee::player {

// The windows that displays share, by name. A window closes with the last sink that draws into it;
// one that is gone makes room for another. Main thread.
class SharedWindows {
public:
    // As OutputWindow::open; the open one where there is one.
    Result<std::shared_ptr<OutputWindow>> open(const Config& config, const std::string& name);

private:
    std::map<std::string, std::weak_ptr<OutputWindow>> open_;
};

// Main thread. As the setting `output` says; by itself a GPU only where OpenGL is one. A display
// that shares a window, is mapped, or has a panel gamma of its own is drawn by the processor in any
// case. One line in the log, which outlives the window, says which it became and why. unreachable
// or unsupported when there is no window.
Result<std::unique_ptr<FrameSink>> open_window(const Config& config, const DisplayPlace& display,
                                               SharedWindows& shared, const Log& log);

} // namespace marquee::player
