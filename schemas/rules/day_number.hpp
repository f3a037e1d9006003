// Days as plain numbers, for arithmetic on calendars.
#pragma once

#include <cstdint>

#include "schemas/model/time.hpp"

namespace marquee::rules {

// Days since 1970-01-01 on somebody's wall.
using DayNumber = std::int32_t;

constexpr DayNumber day_number(LocalDate date) {
    return static_cast<DayNumber>(std::chrono::local_days{date}.time_since_epoch().count());
}

constexpr DayNumber day_number(int year, int month, int day) {
    return day_number(LocalDate{std::chrono::year{year},
                                std::chrono::month{static_cast<unsigned>(month)},
                                std::chrono::day{static_cast<unsigned>(day)}});
}

constexpr LocalDate date_of(DayNumber day) {
    return LocalDate{std::chrono::local_days{std::chrono::days{day}}};
}

constexpr int year_of(DayNumber day) {
    return static_cast<int>(date_of(day).year());
}

// Monday is 0. 1970-01-01 was a Thursday.
constexpr int weekday_index(DayNumber day) {
    return ((day + 3) % 7 + 7) % 7;
}

constexpr int weekday_index(std::chrono::weekday day) {
    return static_cast<int>(day.iso_encoding()) - 1;
}

} // namespace marquee::rules
