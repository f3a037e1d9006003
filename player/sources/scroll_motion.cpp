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

std::int64_t divide_down(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -divide_up(-a, b);
}

} // namespace

std::int32_t nearest_even_speed(std::int32_t wanted) {
    constexpr auto rate = static_cast<std::int32_t>(frames_per_second);
    if (wanted >= rate) {
        return static_cast<std::int32_t>(std::lround(double{1} * wanted / rate)) * rate;
    }
    std::int32_t nearest = rate;
    for (std::int32_t speed = 1; speed < rate; ++speed) {
        if (rate % speed == 0 && std::abs(speed - wanted) < std::abs(nearest - wanted)) {
            nearest = speed;
        }
    }
    return nearest;
}

std::int32_t even_speed(std::int32_t wanted) {
    const std::int32_t even = nearest_even_speed(wanted);
    return std::abs(even - wanted) * 10 <= wanted ? even : wanted;
}

std::int32_t scroll_period(std::int32_t zone_pixels, std::int32_t strip_pixels) {
    return std::max(zone_pixels, strip_pixels + zone_pixels / 4);
}

std::int64_t ScrollMotion::travelled(Microseconds position) const {
    const std::int64_t frame = position.count() * frames_per_second / second;
    return frame * scroll_.steps_per_second / frames_per_second;
}

std::vector<ScrollCopy> ScrollMotion::copies(Microseconds position) const {
    const std::int64_t way = travelled(position);
    const std::int64_t period = steps(scroll_.period_pixels);
    const std::int64_t zone = steps(scroll_.zone_pixels);
    const std::int64_t strip = steps(scroll_.strip_pixels);
    const bool back = scroll_.direction == Direction::right || scroll_.direction == Direction::down;
    std::vector<ScrollCopy> copies;
    std::int64_t pass = way / period;
    if (scroll_.passes > 0) {
        pass = std::min(pass, std::int64_t{scroll_.passes} - 1);
    }
    for (; pass >= 0 && way - pass * period < zone + strip; --pass) {
        const std::int64_t gone = way - pass * period;
        if (gone == 0) {
            continue;
        }
        const std::int64_t at = back ? gone - strip : zone - gone;
        const std::int64_t pixel = divide_down(at, scroll_.phases);
        copies.push_back({static_cast<std::int32_t>(pixel),
                          static_cast<std::int32_t>(at - pixel * scroll_.phases)});
    }
    return copies;
}

bool ScrollMotion::is_over(std::int64_t way) const {
    return scroll_.passes > 0
           && way >= steps(std::int64_t{scroll_.period_pixels} * (scroll_.passes - 1)
                           + scroll_.zone_pixels + scroll_.strip_pixels);
}

std::optional<Microseconds> ScrollMotion::next_change(Microseconds position) const {
    const std::int64_t way = travelled(position);
    if (is_over(way)) {
        return std::nullopt;
    }
    const std::int64_t frame =
        divide_up((way + 1) * frames_per_second, std::int64_t{scroll_.steps_per_second});
    return Microseconds{divide_up(frame * second, frames_per_second)};
}

} // namespace marquee::player
