// Times made by chance, with rules for their days.
#pragma once

#include "tests/unit/schemas/rules/random_manifest.hpp"

namespace marquee::tests {

// With days around `day`: dates, weekdays, windows; no rules.
Times random_times(Random& random, LocalDate day, std::int64_t weekdays_percent);

// Any kind of rule, in a way that days around `day` are likely to be selected now and then.
DayRule random_day_rule(Random& random, LocalDate day);

// The same with windows of their own weekdays, rules and exceptions, each by chance.
Times random_ruled_times(Random& random, LocalDate day);

// China's, some of its years missing; or none.
std::optional<HolidayTable> random_holidays(Random& random);

} // namespace marquee::tests
