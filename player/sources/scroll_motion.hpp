// Where a scrolling strip is. Pure: a function of the position alone, so that a street of tickers
// moves as one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/model/slogan_motion.hpp"

namespace marquee::player {

// The speed that is really used, in pixels a second. Even motion looks better than an exact figure:
// a wish within a tenth of a speed that moves the same whole number of pixels every frame, or one
// pixel every so many frames, becomes that speed (64 -> 60, 32 -> 30, 100 stays 100). `wanted` is
// at least 1.
std::int32_t even_speed(std::int32_t wanted);

// The nearest of those even speeds, however far it is: for wishes that are no figure.
std::int32_t nearest_even_speed(std::int32_t wanted);

// From one copy of a strip to the next: a gap of at least a quarter of the zone, and never more
// than two copies are seen.
std::int32_t scroll_period(std::int32_t zone_pixels, std::int32_t strip_pixels);

// A copy that is seen: its first pixel (left, top) in the zone, perhaps negative, and the picture.
struct ScrollCopy {
    std::int32_t at = 0;
    std::int32_t phase = 0; // below ScrollDescription::phases

    friend bool operator==(const ScrollCopy&, const ScrollCopy&) = default;
};

// The zone is empty at position 0. A strip that goes right or down is the one that goes left or up
// seen in a mirror: what it has last comes first.
class ScrollMotion {
public:
    // Lengths, steps and phases at least 1; `lap` is not looked at: positions count from its start.
    explicit ScrollMotion(const ScrollDescription& description) : scroll_(description) {}

    const ScrollDescription& description() const { return scroll_; }

    // Steps gone since the first copy stood just outside of the zone.
    std::int64_t travelled(Microseconds position) const;

    // The newest first.
    std::vector<ScrollCopy> copies(Microseconds position) const;

    // The next position at which something moves, always later than `position`; none: the passes
    // are over.
    std::optional<Microseconds> next_change(Microseconds position) const;

private:
    std::int64_t steps(std::int64_t pixels) const { return pixels * scroll_.phases; }
    bool is_over(std::int64_t way) const;

    ScrollDescription scroll_;
};

} // namespace marquee::player
