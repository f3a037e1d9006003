#include "player/playout/dimmer.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player {

void Dimmer::want(std::int32_t level, Instant now) {
    if (to_ && now < begins_) {
        from_ = *to_;
        begins_ = now;
    }
    if (to_ != level) {
        from_ = to_ ? at(now) : level;
        to_ = level;
        begins_ = now;
    }
}

std::int32_t Dimmer::at(Instant instant) const {
    const std::int32_t to = to_.value_or(full);
    if (instant <= begins_) {
        return from_;
    }
    const auto steps = static_cast<double>((instant - begins_) / step_time);
    const double step = std::sqrt(full) * static_cast<double>(step_time.count())
                        / static_cast<double>(dimming_time.count());
    const double start = std::sqrt(from_);
    const double end = std::sqrt(to);
    const double felt =
        end > start ? std::min(end, start + steps * step) : std::max(end, start - steps * step);
    return static_cast<std::int32_t>(std::lround(felt * felt));
}

std::optional<Instant> Dimmer::next_change(Instant instant) const {
    const std::int32_t now = at(instant);
    if (now == to_.value_or(full)) {
        return std::nullopt;
    }
    const auto done = std::max(instant - begins_, Microseconds{0}) / step_time;
    Instant next = begins_ + (done + 1) * step_time;
    while (at(next) == now) {
        next += step_time;
    }
    return next;
}

} // namespace marquee::player
