// A display on a window of the desktop, drawn by the processor.
#pragma once

#include <memory>
#include <optional>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/output_window.hpp"
#include "player/sinks/panel_drawing.hpp"

namespace marquee::player {

// Only damaged rectangles are drawn and shown. All calls from the thread that opened the window.
// unreachable, also later: the desktop or the window is gone, and only another sink can show again.
class SurfaceSink final : public FrameSink {
public:
    // The whole of a window of its own, as it is. Fails as OutputWindow::open does.
    static Result<std::unique_ptr<SurfaceSink>> open(const WindowOptions& options);

    // A place of a window that others may draw into too.
    SurfaceSink(std::shared_ptr<OutputWindow> window, PanelPlace place);

    Size size() const override { return drawing_.canvas_size(); }
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;
    SinkEvent attend() override;
    // The canvas: of one that is drawn straight into the window what the window holds, in the
    // panel's colours; of a mapped one what was composed, before map and colours.
    std::optional<Picture> shown() const override;

private:
    std::shared_ptr<OutputWindow> window_;
    PanelDrawing drawing_;
    Rect straight_;                // of a canvas that is drawn straight: its place on the window
    std::uint64_t generation_ = 0; // of the window when it was drawn into last
    std::vector<Rect> unshown_;    // of the window
};

} // namespace marquee::player
