#include "player/sinks/device_clock.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "player/ports/audio_stream.hpp"

namespace marquee::player {

namespace {

constexpr double bandwidth_hertz = 0.1; // settles within some ten seconds, starts right at once
constexpr double nominal_us_per_frame = 1e6 / sound_rate;
constexpr double rate_error_max = 0.002; // no device is that wrong

} // namespace

void DeviceClock::begin(double now_us, std::size_t frames) {
    running_ = true;
    us_per_frame_ = nominal_us_per_frame;
    next_us_ = now_us + us_per_frame_ * static_cast<double>(frames);
}

Microseconds DeviceClock::block_at(Microseconds now, std::size_t frames) {
    const auto now_us = static_cast<double>(now.count());
    const double error = now_us - next_us_;
    if (!running_ || std::abs(error) > static_cast<double>(jump.count())) {
        begin(now_us, frames);
        return now;
    }
    const auto count = static_cast<double>(frames);
    const double omega =
        2 * std::numbers::pi * bandwidth_hertz * count * nominal_us_per_frame / 1e6;
    const double asked_us = next_us_;
    us_per_frame_ += omega * omega * error / count;
    us_per_frame_ = std::clamp(us_per_frame_, nominal_us_per_frame * (1 - rate_error_max),
                               nominal_us_per_frame * (1 + rate_error_max));
    next_us_ = asked_us + std::numbers::sqrt2 * omega * error + us_per_frame_ * count;
    return Microseconds(std::llround(asked_us));
}

} // namespace marquee::player
