// Pictures that were looked at once and must stay as they are, pixel for pixel.
//
// They live in tests/golden/NAME.png. MARQUEE_UPDATE_GOLDEN=1 rewrites those that differ: look at
// each before it is committed. A picture that differs is written beside the test program as
// golden-NAME.png for comparison.
#pragma once

#include <string>

#include "player/ports/frame.hpp"

namespace marquee::player {

struct GoldenOutcome {
    bool equal = false;
    std::string why; // "172 pixels differ, first at (12, 4)"
};

// `name` may contain slashes: "slogan/ticker-192x32-0000ms".
GoldenOutcome compare_golden(const Picture& picture, const std::string& name);

} // namespace marquee::player
