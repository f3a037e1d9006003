// A window of the desktop, drawn by the processor: SDL's window surface.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// Where a display lies on the desktop. `headless`: no desktop at all (SDL's dummy driver).
struct WindowOptions {
    Rect place;
    std::string title = "Marquee";
    bool headless = false;
};

// Borderless, no cursor, no screen saver. Only damaged rectangles are drawn and shown. All calls
// from the thread that opened it, which must be the process's main thread.
class SurfaceSink final : public FrameSink {
public:
    // unreachable when there is no desktop; unsupported when its pixels are not 32-bit XRGB.
    static Result<std::unique_ptr<SurfaceSink>> open(const WindowOptions& options);

    ~SurfaceSink() override;

    Size size() const override;
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;
    SinkEvent attend() override;
    std::optional<Picture> shown() const override;

private:
    struct Window; // SDL's, in the source file

public:
    explicit SurfaceSink(std::unique_ptr<Window> window); // for open()

private:
    std::unique_ptr<Window> window_;
};

} // namespace marquee::player
