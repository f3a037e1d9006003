#include "schemas/rules/runs.hpp"

namespace marquee::rules {

namespace {

constexpr std::int32_t day_seconds = 86'400;
constexpr std::uint8_t all_weekdays = 0b111'1111;

} // namespace

std::vector<DayWindow> day_windows(const std::vector<DailyWindow>& windows) {
    std::vector<DayWindow> all;
    for (const DailyWindow& window : windows) {
        const std::int32_t start = window.start.seconds;
        const std::int32_t end = window.end.seconds;
        all.push_back({start, end > start ? end - start : end - start + day_seconds,
                       static_cast<std::uint8_t>(window.weekdays.bits & all_weekdays)});
    }
    if (windows.empty()) {
        all.push_back({0, day_seconds, all_weekdays});
    }
    return all;
}

LocalTime local_at(DayNumber day, std::int32_t second) {
    return LocalTime{Seconds{std::int64_t{day} * day_seconds + second}};
}

Instant midnight(const ZoneRules& zone, DayNumber day) {
    return to_instant(zone, local_at(day, 0));
}

void open_windows(Intervals& runs, const ZoneRules& zone, DayNumber day,
                  std::span<const DayWindow> windows) {
    for (const DayWindow& window : windows) {
        if (window.opens_on(day)) {
            runs.push_back({to_instant(zone, local_at(day, window.start)),
                            to_instant(zone, local_at(day, window.start + window.length))});
        }
    }
}

std::optional<Interval> run_around(std::span<const Interval> runs, Instant t) {
    for (const Interval& run : runs) {
        if (run.from <= t && t < run.to) {
            return run;
        }
    }
    return std::nullopt;
}

} // namespace marquee::rules
