#include "player/open_window.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "player/sinks/gpu_sink.hpp"
#include "player/sinks/surface_sink.hpp"

namespace marquee::player {
namespace {

// A GPU has a node there. Without one OpenGL is the processor's for certain, and what it takes to
// find that out otherwise (Mesa, LLVM) stays in the memory.
bool may_have_gpu() {
    std::error_code none;
    for (const auto& node : std::filesystem::directory_iterator("/dev/dri", none)) {
        if (node.path().filename().string().starts_with("renderD")) {
            return true;
        }
    }
    return std::filesystem::exists("/dev/nvidiactl", none)
           || std::filesystem::exists("/dev/mali0", none);
}

GpuOptions gpu_options(const Config& config, const DisplayPlace& display, const Log& log) {
    GpuOptions options;
    options.window = {display.place, "Marquee", false};
    options.colour = display.colour;
    options.demand = config.output == OutputBackend::gpu ? GlDemand::any : GlDemand::hardware;
    options.pace = config.displays.size() == 1 ? PresentPace::with_display : PresentPace::at_once;
    options.left_out = [&log, name = display.name](const std::string& why) {
        log.warning("player", "picture_left_out", {{"display", name}, {"why", why}});
    };
    return options;
}

// Why the processor has to draw it; empty: it does not.
std::string needs_processor(const Config& config, const DisplayPlace& display) {
    return config.headless                                         ? "headless"
           : !display.window.empty()                               ? "shares a window"
           : display.map                                           ? "mapped"
           : display.colour.panel_gamma != picture_gamma           ? "panel gamma"
           : config.output == OutputBackend::surface               ? "by setting"
           : config.output == OutputBackend::gpu || may_have_gpu() ? ""
                                                                   : "no GPU";
}

PanelPlace panel_of(const DisplayPlace& display) {
    PanelPlace panel{.map = display.map.value_or(plain_map(display.place.size())),
                     .colour = display.colour};
    if (!display.window.empty()) {
        panel.x = display.place.x;
        panel.y = display.place.y;
    }
    return panel;
}

Result<std::unique_ptr<FrameSink>> open_surface(const Config& config, const DisplayPlace& display,
                                                SharedWindows& shared) {
    const auto window = display.window.empty()
                            ? OutputWindow::open({display.footprint(), "Marquee", config.headless})
                            : shared.open(config, display.window);
    return window.map([&](const std::shared_ptr<OutputWindow>& output) {
        return std::unique_ptr<FrameSink>(std::make_unique<SurfaceSink>(output, panel_of(display)));
    });
}

} // namespace

Result<std::shared_ptr<OutputWindow>> SharedWindows::open(const Config& config,
                                                          const std::string& name) {
    std::weak_ptr<OutputWindow>& known = open_[name];
    if (auto window = known.lock(); window && !window->is_gone()) {
        return window;
    }
    const auto place = std::find_if(config.windows.begin(), config.windows.end(),
                                    [&](const WindowPlace& window) { return window.name == name; });
    return OutputWindow::open({place->place, "Marquee", config.headless})
        .map([&](const std::shared_ptr<OutputWindow>& window) {
            known = window;
            return window;
        });
}

Result<std::unique_ptr<FrameSink>> open_window(const Config& config, const DisplayPlace& display,
                                               SharedWindows& shared, const Log& log) {
    std::string reason = needs_processor(config, display);
    if (reason.empty()) {
        auto gpu = GpuSink::open(gpu_options(config, display, log));
        if (gpu) {
            log.info("player", "output_opened",
                     {{"display", display.name},
                      {"output", "gpu"},
                      {"renderer", (*gpu)->gl_renderer()}});
            return std::unique_ptr<FrameSink>(*std::move(gpu));
        }
        if (config.output == OutputBackend::gpu) {
            return tl::unexpected(gpu.error());
        }
        reason = gpu.error().what;
    }
    auto surface = open_surface(config, display, shared);
    if (surface) {
        log.info("player", "output_opened",
                 {{"display", display.name}, {"output", "surface"}, {"note", reason}});
    }
    return surface;
}

} // namespace marquee::player
