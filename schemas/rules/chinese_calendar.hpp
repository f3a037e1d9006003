// The Chinese calendar (GB/T 33661-2017): lunar dates of 1901 to 2100, solar terms, festivals.
//
// All of it comes from one table (chinese_calendar_table.hpp), never from astronomy at run time,
// and allocates nothing. Beyond the table there is no answer rather than a guess: lunar dates exist
// from 1900-01-31 to 2101-01-28, solar terms from 1901 to 2100.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/chinese_calendar.hpp"

namespace marquee::rules {

std::optional<LunarDate> to_lunar(LocalDate date);

// out_of_range at "year", "month", "day" or "leap_month" when there is no such lunar day; its
// params name the year's leap month or the month's length.
Result<LocalDate> to_solar(const LunarDate& date);

// The month that comes twice in a lunar year, 0 when none does (or the year is not in the table).
int leap_month(int year);

// 29 or 30; 0 when there is no such month.
int lunar_month_days(int year, int month, bool leap_month);

// `year` is Gregorian.
std::optional<LocalDate> solar_term_day(int year, SolarTerm term);
std::optional<SolarTerm> solar_term_on(LocalDate date);

// The festival of a lunar year: 除夕 of 2026 is 2027-02-05, the eve of the Spring Festival 2027.
std::optional<LocalDate> festival_day(int year, Festival festival);

bool contains(Festival festival, LocalDate date);
bool contains(SolarTerm term, LocalDate date);

// The nearest one at or after `date`, within about a year; none beyond the table.
std::optional<LocalDate> next_on_or_after(Festival festival, LocalDate date);
std::optional<LocalDate> next_on_or_after(SolarTerm term, LocalDate date);

} // namespace marquee::rules
