// Holidays and make-up workdays as an authority announced them: a value, like ZoneRules, so that
// manager and player cannot disagree. In China: the State Council's notice of every autumn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee {

enum class DayKind {
    workday,
    rest_day,          // a weekend, or a day off that a weekend was moved to (调休)
    statutory_holiday, // 法定节假日
};

// A day that is not what its weekday says, or that has a name.
struct SpecialDay {
    LocalDate date{};
    DayKind kind = DayKind::rest_day;
    std::string name; // "春节"; may be empty

    friend bool operator==(const SpecialDay&, const SpecialDay&) = default;
};

// All that is announced for the days of one Gregorian year. A day of December that next year's
// notice changes stands under its own year.
struct HolidayYear {
    std::int32_t year = 0;
    std::string source;           // the notice
    std::vector<SpecialDay> days; // ascending

    friend bool operator==(const HolidayYear&, const HolidayYear&) = default;
};

struct HolidayTable {
    std::string name;               // "中国大陆"
    std::vector<HolidayYear> years; // ascending; of a year that is missing nothing is known

    friend bool operator==(const HolidayTable&, const HolidayTable&) = default;
};

} // namespace marquee
