// Days that people tie to the Chinese calendar, to market cycles and to announced holidays: is a
// day one, and which is the next.
//
// Beyond the table of the Chinese calendar no day is one. Nothing here allocates except where it
// says so.
#pragma once

#include <optional>

#include "schemas/model/chinese_calendar.hpp"
#include "schemas/model/holiday_table.hpp"
#include "schemas/rules/validate.hpp"

namespace marquee::rules {

// Both ends name the ordinary month. A 30th in a month of 29 days is its last day. A leap month
// lies inside where the range goes on beyond the ordinary month of its number: 五月初一 to 七月初一
// has all of 闰六月, 六月初一 to 六月三十 none of it.
bool contains(const LunarRange& range, LocalDate date);
std::optional<LocalDate> next_on_or_after(const LunarRange& range, LocalDate date);

bool contains(const DaysAround& around, LocalDate date);
std::optional<LocalDate> next_on_or_after(const DaysAround& around, LocalDate date);

// Leap months have their market days like any month. A 30th in a month of 29 days has none.
bool contains(const LunarMarket& market, LocalDate date);
std::optional<LocalDate> next_on_or_after(const LunarMarket& market, LocalDate date);

bool contains(const MarketCycle& cycle, LocalDate date);
LocalDate next_on_or_after(const MarketCycle& cycle, LocalDate date);

// What a day is: as announced, else a workday from Monday to Friday and a rest day otherwise. None
// when the table has not that year: whoever asks must say so, not guess.
std::optional<DayKind> kind_of(const HolidayTable& table, LocalDate date);

// What is announced about a day; none for an ordinary one. Points into the table.
const SpecialDay* special_day(const HolidayTable& table, LocalDate date);

// One not_found a year from `first` to `last` that the table has not, at most limits::findings_max;
// params has `table` and `year`. Allocates.
Findings missing_years(const HolidayTable& table, LocalDate first, LocalDate last);

// Values in range; years and days ascend and are where they belong. Allocate only what they find.
Findings validate(const LunarRange& range);
Findings validate(const DaysAround& around);
Findings validate(const LunarMarket& market);
Findings validate(const MarketCycle& cycle);
Findings validate(const HolidayTable& table);

} // namespace marquee::rules
