#include "player/open_sink.hpp"

#include "player/open_window.hpp"
#include "player/sinks/capture_sink.hpp"
#include "player/sinks/reopening_sink.hpp"
#include "player/sinks/screenshot_sink.hpp"
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

ReopeningSink::Opener opener_of(const Config& config, const DisplayPlace& display,
                                const OutputParts& parts) {
    return
        [config, display, parts] { return open_window(config, display, parts.windows, parts.log); };
}

// The window, what looks on, and who asks.
std::unique_ptr<FrameSink> with_onlookers(std::unique_ptr<FrameSink> sink, const Config& config,
                                          const DisplayPlace& display, ScreenshotDesk* desk) {
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

} // namespace

std::unique_ptr<FrameSink> open_sink(const Config& config, const DisplayPlace& display,
                                     const OutputParts& parts, ScreenshotDesk& desk) {
    auto window = std::make_unique<ReopeningSink>(display.place.size(),
                                                  opener_of(config, display, parts), parts.clock);
    return with_onlookers(std::move(window), config, display, &desk);
}

Result<std::unique_ptr<FrameSink>> open_sink_now(const Config& config, const DisplayPlace& display,
                                                 const OutputParts& parts) {
    ReopeningSink::Opener open = opener_of(config, display, parts);
    return open().map([&](std::unique_ptr<FrameSink> first) {
        auto window =
            std::make_unique<ReopeningSink>(std::move(first), std::move(open), parts.clock);
        return with_onlookers(std::move(window), config, display, nullptr);
    });
}

} // namespace marquee::player
