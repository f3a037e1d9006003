// A window of the desktop, drawn by a GPU: SDL's renderer over OpenGL or OpenGL ES.
#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "player/panel/colour.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/sinks/output_window.hpp"

namespace marquee::player {

// Whether OpenGL of this name (GL_RENDERER) is the processor in disguise: llvmpipe, softpipe,
// SwiftShader and whatever calls itself software.
bool is_drawn_by_processor(std::string_view gl_renderer);

// hardware: a GPU, or nothing. any: also one that the processor plays, for tests and by order.
enum class GlDemand { hardware, any };

// Waiting for the display's next picture keeps an only display steady; several would wait for each
// other.
enum class PresentPace { at_once, with_display };

struct GpuOptions {
    WindowOptions window; // never headless
    GlDemand demand = GlDemand::hardware;
    PresentPace pace = PresentPace::with_display;
    // Called with the reason when a picture has no room in the GPU's memory and is left out; once,
    // whatever follows.
    std::function<void(const std::string& why)> left_out;
    std::int32_t texture_side_max = std::numeric_limits<std::int32_t>::max(); // and the GPU's own
    PanelColour colour = {}; // of panel_gamma only picture_gamma
};

// Draws the same scenes as SurfaceSink, to within two steps of a channel where nothing is scaled.
// All calls from the thread that opened it, which must be the process's main thread. unreachable,
// also later: the desktop or the window is gone, and only another sink can show again.
class GpuSink final : public FrameSink {
public:
    // unreachable: no desktop; unsupported: no OpenGL, or not the one demanded, or its textures are
    // smaller than the display.
    static Result<std::unique_ptr<GpuSink>> open(const GpuOptions& options);

    ~GpuSink() override;

    Size size() const override;
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;
    SinkEvent attend() override;
    // Read back from the GPU, before brightness and white point: milliseconds.
    std::optional<Picture> shown() const override;

    // GL_RENDERER.
    const std::string& gl_renderer() const;

private:
    struct Window; // SDL's, in the source file

public:
    explicit GpuSink(std::unique_ptr<Window> window); // for open()

private:
    std::unique_ptr<Window> window_;
};

} // namespace marquee::player
