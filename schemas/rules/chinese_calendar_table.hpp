// The lunar years 1900 to 2100 and the solar terms of 1901 to 2100, as a table.
//
// Source: the days of the official calendar (GB/T 33661-2017), which observatories publish as
// tables. Every day is held against npm's lunar-javascript and tyme4ts (tests/oracles), which agree
// on all lunar dates. Of the solar terms they differ on five between 1912 and 1928: the table has
// the days that the almanacs of the time printed (tyme4ts), not those of the moments that are
// computed today. New moons that fall close to midnight (September 2057, September 2089, August
// 2097) may yet be published a day apart.
#pragma once

#include <array>
#include <cstdint>

namespace marquee::rules {

struct ChineseYear {
    std::uint8_t new_year;     // days from 1 January to the first day
    std::uint8_t leap_month;   // the month that comes twice; 0: none
    std::uint16_t long_months; // bit 0 is the first month of the year; set: 30 days, else 29
    std::uint64_t terms;       // two bits a term, the first lowest: days after earliest_terms
};

inline constexpr int chinese_year_first = 1900; // its solar terms are not in the table
inline constexpr int chinese_year_last = 2100;

// The earliest day of its month on which each solar term falls in these years.
inline constexpr std::array<std::uint8_t, 24> earliest_terms{
    4, 19, 3, 18, 4, 19, 4, 19, 4, 20, 4, 20, 6, 22, 6, 22, 6, 22, 7, 22, 6, 21, 6, 21};

extern const std::array<ChineseYear, chinese_year_last - chinese_year_first + 1> chinese_years;

} // namespace marquee::rules
