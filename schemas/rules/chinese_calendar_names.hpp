// What days of the Chinese calendar are called.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/chinese_calendar.hpp"

namespace marquee::rules {

// "清明", "除夕"; the two days of 小年 share a name.
std::string_view chinese_name(SolarTerm term);
std::string_view chinese_name(Festival festival);

// "qingming", "xiaonian_north": stable, as the enumerators are spelled.
std::string_view slug(SolarTerm term);
std::string_view slug(Festival festival);

// By slug or Chinese name; 小年 is the northern one.
std::optional<SolarTerm> solar_term_named(std::string_view name);
std::optional<Festival> festival_named(std::string_view name);

// "腊月廿九", "闰六月初一"
std::string chinese_name(const LunarDate& date);
std::string chinese_name(const LunarMonthDay& day);

// "腊月廿三" (also 十二月二十三) or "12-23". malformed, out_of_range.
Result<LunarMonthDay> lunar_month_day_from_text(std::string_view text);

} // namespace marquee::rules
