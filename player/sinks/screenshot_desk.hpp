// Where a screenshot is asked for by one thread and copied by another.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/ports/screenshot_source.hpp"

namespace marquee::player {

// Outlives its sinks. The render thread copies pixels and does nothing else; the PNG is made on the
// thread that asked.
class ScreenshotDesk final : public ScreenshotSource {
public:
    // One caller at a time.
    Result<std::string> screenshot(const std::string& display_name, Milliseconds patience) override;

    // Render thread.
    bool wants(const std::string& display_name) const;
    // `shown`: bgrx. Left alone when another display is wanted by now.
    void take(const std::string& display_name, const Picture& shown);

private:
    mutable std::mutex mutex_;
    std::condition_variable taken_;
    std::string wanted_;                              // mutex_; a display's name, or empty
    std::optional<std::vector<std::uint8_t>> pixels_; // mutex_; bgrx without gaps
    Size size_;                                       // mutex_; of pixels_
};

} // namespace marquee::player
