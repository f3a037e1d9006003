#include "player/open_sink.hpp"

#include "player/sinks/capture_sink.hpp"
#include "player/sinks/screenshot_sink.hpp"
#include "player/sinks/surface_sink.hpp"
#include "player/sinks/tee_sink.hpp"

namespace marquee::player {
namespace {

std::filesystem::path capture_of(const Config& config, const DisplayPlace& display) {
    if (config.displays.size() == 1) {
        return config.capture;
    }
    const std::string name =
        config.capture.stem().string() + "-" + display.name + config.capture.extension().string();
    return config.capture.parent_path() / name;
}

} // namespace

Result<std::unique_ptr<FrameSink>> open_sink(const Config& config, const DisplayPlace& display,
                                             ScreenshotDesk* desk) {
    auto window = SurfaceSink::open({display.place, "Marquee", config.headless});
    if (!window) {
        return tl::unexpected(window.error());
    }
    std::unique_ptr<FrameSink> sink = std::move(*window);
    if (!config.capture.empty()) {
        auto capture =
            std::make_unique<CaptureSink>(display.place.size(), capture_of(config, display));
        sink = std::make_unique<TeeSink>(std::move(sink), std::move(capture));
    }
    if (desk != nullptr) {
        sink = std::make_unique<ScreenshotSink>(std::move(sink), display.name, *desk);
    }
    return sink;
}

} // namespace marquee::player
