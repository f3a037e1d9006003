// What is on a display right now, as a picture for people.
#pragma once

#include <string>

#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// Any thread but the one that draws.
class ScreenshotSource {
public:
    virtual ~ScreenshotSource() = default;

    // A PNG of what the display of that name last presented. Blocks until the render thread has
    // copied it, at most for `patience` (timed_out: nothing is being presented), and while the PNG
    // is made. too_large: over limits::screenshot_bytes_max.
    virtual Result<std::string> screenshot(const std::string& display_name,
                                           Milliseconds patience) = 0;
};

} // namespace marquee::player
