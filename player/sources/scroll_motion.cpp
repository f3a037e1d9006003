#include "player/sources/scroll_motion.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace marquee::player {
namespace {

constexpr std::int64_t second = 1'000'000; // microseconds

std::int64_t divide_up(std::int64_t a, std::int64_t b) {
    return (a + b - 1) / b;
}

} // namespace

std::int32_t even_speed(std::int32_t wanted) {
    const double frames = frames_per_second;
    const std::int32_t even =
        wanted >= frames_per_second
            ? static_cast<std::int32_t>(std::lround(wanted / frames)) * frames_per_second
            : frames_per_second / static_cast<std::int32_t>(std::lround(frames / wanted));
    return std::abs(even - wanted) * 10 <= wanted ? even : wanted;
}

ScrollMotion::ScrollMotion(std::int32_t zone_width, std::int32_t strip_width, std::int32_t speed)
    : zone_width_(zone_width),
      strip_width_(strip_width),
      speed_(std::max(speed, 1)),
      period_(std::max(zone_width, strip_width + zone_width / 4)) {}

std::int64_t ScrollMotion::travelled(Microseconds position) const {
    const std::int64_t frame = position.count() * frames_per_second / second;
    return frame * speed_ / frames_per_second;
}

std::vector<std::int32_t> ScrollMotion::copies(Microseconds position) const {
    const std::int64_t way = travelled(position);
    const auto newest = static_cast<std::int32_t>(zone_width_ - way % period_);
    std::vector<std::int32_t> lefts;
    if (newest < zone_width_) {
        lefts.push_back(newest);
    }
    if (way >= period_ && newest - period_ + strip_width_ > 0) {
        lefts.push_back(newest - period_);
    }
    return lefts;
}

Microseconds ScrollMotion::next_change(Microseconds position) const {
    const std::int64_t frame =
        divide_up((travelled(position) + 1) * frames_per_second, std::int64_t{speed_});
    return Microseconds{divide_up(frame * second, frames_per_second)};
}

} // namespace marquee::player
