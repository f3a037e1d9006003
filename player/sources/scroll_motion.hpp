// Where a scrolling strip is. Pure: a function of the position alone, so that a street of tickers
// moves as one.
#pragma once

#include <cstdint>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::player {

inline constexpr std::int32_t frames_per_second = 60;

// The speed that is really used, in pixels a second. Even motion looks better than an exact figure:
// a wish within a tenth of a speed that moves the same whole number of pixels every frame, or one
// pixel every few frames, becomes that speed (64 -> 60, 32 -> 30, 100 stays 100). `wanted` is at
// least 1.
std::int32_t even_speed(std::int32_t wanted);

// A strip that enters at the right edge of its zone, leaves whole at the left, and is followed by
// itself after a gap; never more than two copies are seen. Whole pixels, 60 steps a second.
class ScrollMotion {
public:
    // Pixels; speed (pixels a second) at least 1.
    ScrollMotion(std::int32_t zone_width, std::int32_t strip_width, std::int32_t speed);

    // Pixels travelled since the first copy stood just outside the right edge.
    std::int64_t travelled(Microseconds position) const;

    // Left edges of the copies that are seen, right to left; may be negative.
    std::vector<std::int32_t> copies(Microseconds position) const;

    // The next position at which something moves; always later than `position`.
    Microseconds next_change(Microseconds position) const;

    // From one copy to the next.
    std::int32_t period_pixels() const { return period_; }

private:
    std::int32_t zone_width_;
    std::int32_t strip_width_;
    std::int32_t speed_;
    std::int32_t period_;
};

} // namespace marquee::player
