#include "tests/unit/schemas/rules/random_days.hpp"

#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/day_number.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"

namespace marquee::tests {

namespace {

TimeOfDay random_time(Random& random, std::int64_t last) {
    const std::int64_t coarse = chance(random, 70) ? 1'800 : 60;
    return {static_cast<std::int32_t>(pick(random, 0, last / coarse) * coarse)};
}

std::int32_t number(Random& random, std::int64_t low, std::int64_t high) {
    return static_cast<std::int32_t>(pick(random, low, high));
}

LocalDate near(Random& random, LocalDate day, std::int64_t before, std::int64_t after) {
    return rules::date_of(rules::day_number(day) + number(random, -before, after));
}

Weekdays some_weekdays(Random& random) {
    return {static_cast<std::uint8_t>(pick(random, 1, 127))};
}

DailyWindow random_window(Random& random) {
    return {random_time(random, 86'340), random_time(random, 86'400)};
}

LunarMonthDay lunar_near(Random& random, LocalDate day) {
    const LunarDate lunar = *rules::to_lunar(near(random, day, 40, 40));
    return {lunar.month, chance(random, 20) ? 30 : lunar.day};
}

DaysAround random_around(Random& random) {
    DaysAround around{static_cast<Festival>(pick(random, 0, 13)), number(random, -30, 5), 0};
    if (chance(random, 60)) {
        around.occasion = static_cast<SolarTerm>(pick(random, 0, 23));
    }
    around.last = around.first + number(random, 0, 40);
    return around;
}

Recurrence random_recurrence(Random& random, LocalDate day) {
    Recurrence days{near(random, day, 30, 2), RecurrenceRule{}, {}, {}};
    days.rule->frequency = static_cast<Frequency>(pick(random, 0, 3));
    days.rule->interval = number(random, 1, 3);
    if (chance(random, 50) && days.rule->frequency != Frequency::yearly) {
        for (std::int64_t n = pick(random, 1, 4); n > 0; --n) {
            const auto weekday = static_cast<unsigned>(pick(random, 0, 6));
            days.rule->by_day.push_back({0, std::chrono::weekday{weekday}});
        }
    }
    if (chance(random, 30)) {
        days.rule->until = near(random, day, 4, 10);
    }
    for (std::int64_t n = pick(random, 0, 3); n > 0; --n) {
        days.exceptions.push_back(near(random, day, 4, 4));
        days.dates.push_back(near(random, day, 6, 6));
    }
    return days;
}

} // namespace

Times random_times(Random& random, LocalDate day, std::int64_t weekdays_percent) {
    Times times;
    if (chance(random, 40)) {
        times.dates.first = near(random, day, 6, 3);
    }
    if (chance(random, 40)) {
        const LocalDate last = near(random, day, 2, 9);
        times.dates.last = times.dates.first ? std::max(last, *times.dates.first) : last;
    }
    if (chance(random, static_cast<int>(weekdays_percent))) {
        times.weekdays = some_weekdays(random);
    }
    for (std::int64_t n = pick(random, 0, 3); n > 0; --n) {
        times.windows.push_back(random_window(random));
    }
    return times;
}

DayRule random_day_rule(Random& random, LocalDate day) {
    switch (pick(random, 0, 6)) {
    case 0: {
        const LocalDate first = near(random, day, 5, 3);
        return DateRange{first, near(random, first, 0, 6)};
    }
    case 1:
        return random_recurrence(random, day);
    case 2:
        return LunarRange{lunar_near(random, day), lunar_near(random, day)};
    case 3:
        return random_around(random);
    case 4:
        return LunarMarket{static_cast<std::uint16_t>(pick(random, 1, 1'023))};
    case 5:
        return MarketCycle{near(random, day, 400, 400), number(random, 1, 9)};
    default:
        return DayKinds{static_cast<std::uint8_t>(pick(random, 1, 6))};
    }
}

Times random_ruled_times(Random& random, LocalDate day) {
    Times times = random_times(random, day, 30);
    for (DailyWindow& window : times.windows) {
        if (chance(random, 30)) {
            window.weekdays = some_weekdays(random);
        }
    }
    for (std::int64_t n = pick(random, -1, 3); n > 0; --n) {
        times.on.push_back(random_day_rule(random, day));
    }
    for (std::int64_t n = pick(random, -1, 2); n > 0; --n) {
        DayException exception;
        for (std::int64_t rule = pick(random, 1, 2); rule > 0; --rule) {
            exception.on.push_back(random_day_rule(random, day));
        }
        for (std::int64_t window = pick(random, 0, 2); window > 0; --window) {
            exception.windows.push_back(random_window(random));
        }
        times.exceptions.push_back(std::move(exception));
    }
    return times;
}

std::optional<HolidayTable> random_holidays(Random& random) {
    static const HolidayTable china = china_holidays();
    if (chance(random, 10)) {
        return std::nullopt;
    }
    HolidayTable table = china;
    std::erase_if(table.years, [&](const HolidayYear&) { return chance(random, 25); });
    return table;
}

} // namespace marquee::tests
