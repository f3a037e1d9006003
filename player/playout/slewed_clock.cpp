#include "player/playout/slewed_clock.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

constexpr Microseconds drift_max = Milliseconds{500};
constexpr int slew_divisor = 200;

} // namespace

Instant SlewedClock::update(Microseconds monotonic, Instant wall) {
    const Microseconds measured = wall.time_since_epoch() - monotonic;
    const Microseconds error = offset_ ? measured - *offset_ : Microseconds{0};
    if (!offset_ || error > drift_max || error < -drift_max) {
        offset_ = measured;
    } else {
        const Microseconds step = (monotonic - updated_) / slew_divisor;
        *offset_ += std::clamp(error, -step, step);
    }
    updated_ = monotonic;
    return Instant{monotonic + *offset_};
}

Instant SlewedClock::at(Microseconds monotonic) const {
    return Instant{monotonic + offset_.value_or(Microseconds{0})};
}

Microseconds SlewedClock::monotonic_at(Instant instant) const {
    return instant.time_since_epoch() - offset_.value_or(Microseconds{0});
}

} // namespace marquee::player
