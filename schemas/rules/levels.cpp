#include "schemas/rules/levels.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

constexpr std::int32_t day_seconds = 86'400;

// Halves up; for what is not negative.
constexpr std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
}

std::vector<LevelPoint> in_order(std::vector<LevelPoint> points) {
    for (LevelPoint& point : points) {
        point.at.seconds = std::clamp(point.at.seconds, 0, day_seconds);
        point.percent = std::clamp(point.percent, 0, 100);
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const LevelPoint& a, const LevelPoint& b) { return a.at < b.at; });
    return points;
}

} // namespace

PreparedLevel::PreparedLevel(const LevelRules& rules, const TimesContext& context) {
    const std::vector<LevelPoint> points = in_order(rules.curve);
    if (!points.empty()) {
        LevelPoint before = points.back();
        before.at.seconds -= day_seconds;
        for (const LevelPoint& point : points) {
            add_line(before, point);
            before = point;
        }
        LevelPoint after = points.front();
        after.at.seconds += day_seconds;
        add_line(before, after);
    }
    for (const LevelCap& cap : rules.caps) {
        caps_.push_back({PreparedTimes{cap.times, context}, std::clamp(cap.percent, 0, 100)});
    }
}

// Every second of the day from one point up to the other at which the level becomes another.
void PreparedLevel::add_line(const LevelPoint& from, const LevelPoint& to) {
    const std::int64_t length = to.at.seconds - from.at.seconds;
    const std::int64_t rise = to.percent - from.percent;
    const auto percent_at = [&](std::int32_t second) {
        return static_cast<std::int32_t>(
            rounded(from.percent * length + rise * (second - from.at.seconds), length));
    };
    std::int32_t second = std::max(from.at.seconds, 0);
    const std::int32_t end = std::min(to.at.seconds, day_seconds);
    while (second < end) {
        const std::int32_t percent = percent_at(second);
        if (steps_.empty() || steps_.back().percent != percent) {
            steps_.push_back({second, percent});
        }
        // A line rises or falls all the way: the next other value is found by halving.
        std::int32_t same = second;
        std::int32_t other = end;
        while (other - same > 1) {
            const std::int32_t middle = same + (other - same) / 2;
            (percent_at(middle) == percent ? same : other) = middle;
        }
        second = other;
    }
}

PreparedLevel::Level PreparedLevel::curve_at(const WallMoment& moment) const {
    if (steps_.empty()) {
        return {};
    }
    const std::int32_t second = moment.week_second % day_seconds;
    const auto next =
        std::upper_bound(steps_.begin(), steps_.end(), second,
                         [](std::int32_t s, const Step& step) { return s < step.second; });
    // The first step stands at midnight.
    const std::int32_t percent = std::prev(next)->percent;
    if (steps_.size() == 1) {
        return {percent, never};
    }
    // A day's first step may be no change, where the curve is level over midnight.
    const std::int32_t until = next == steps_.end() ? day_seconds : next->second;
    const Instant second_began = std::chrono::floor<Seconds>(moment.now);
    return {percent, std::min(second_began + Seconds{until - second}, moment.segment.until)};
}

PreparedLevel::Level PreparedLevel::at(const WallMoment& moment, const ZoneRules& zone) const {
    Level level = curve_at(moment);
    for (const Cap& cap : caps_) {
        const Holding holding = cap.times.at(moment, zone);
        level.until = std::min(level.until, holding.unchanged_until);
        if (holding.run) {
            level.cap_percent = std::min(level.cap_percent, cap.percent);
        }
    }
    return level;
}

PreparedLevels::PreparedLevels(const Manifest& manifest, const TimesContext& context)
    : brightness_(manifest.brightness, context),
      volume_(manifest.volume, context),
      volume_percent_(std::clamp(manifest.volume_percent, 0, 100)) {}

LevelsAt PreparedLevels::at(const WallMoment& moment, const ZoneRules& zone) const {
    const PreparedLevel::Level brightness = brightness_.at(moment, zone);
    const PreparedLevel::Level volume = volume_.at(moment, zone);
    const std::int64_t loud = std::int64_t{volume.capped()} * volume_percent_;
    return {{brightness.capped(), static_cast<std::int32_t>(rounded(loud, 100))},
            std::min({brightness.until, volume.until, never}),
            brightness.percent,
            brightness.cap_percent};
}

} // namespace marquee::rules
