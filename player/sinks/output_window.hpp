// A window of the desktop whose pixels are drawn by the processor: SDL's window surface. One or
// several sinks draw into it, each its own canvas.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "player/sinks/canvas.hpp"
#include "player/sinks/window_events.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Where a window lies on the desktop. `headless`: no desktop at all (SDL's dummy driver).
struct WindowOptions {
    Rect place;
    std::string title = "Marquee";
    bool headless = false;
};

// Borderless, no cursor, no screen saver. Black where nobody draws. All calls from the thread that
// opened it, which must be the process's main thread.
class OutputWindow {
public:
    // unreachable when there is no desktop; unsupported when its pixels are not 32-bit XRGB.
    static Result<std::shared_ptr<OutputWindow>> open(const WindowOptions& options);

    ~OutputWindow();

    OutputWindow(const OutputWindow&) = delete;
    OutputWindow& operator=(const OutputWindow&) = delete;

    Size size() const { return size_; }

    // The memory of the whole window, perhaps smaller than it was asked for. unreachable: the
    // window is gone for good; io_failed: it may come back.
    Result<Canvas> canvas();

    // Counts up whenever what was drawn is lost and all sinks have to draw everything.
    std::uint64_t generation() const { return generation_; }

    // Makes these rectangles visible.
    Status show(const std::vector<Rect>& rects);

    // Nothing drawn into it is seen any more.
    bool is_gone() const;

    // What the window system asks of us. closed is told to one of the sinks, whichever asks first.
    SinkEvent attend();

    // For open().
    OutputWindow() = default;

private:
    SDL_Window* window_ = nullptr; // owned
    Size size_;
    const void* pixels_ = nullptr; // of the surface that was drawn into; SDL may replace it
    std::uint64_t generation_ = 0;
    bool black_unseen_ = false; // all of the window is to be shown, not only what was drawn
};

} // namespace marquee::player
