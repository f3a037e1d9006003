// Holiday tables as lines: `year 2026`, then `holiday|rest|work DATE [DATE] [NAME]`.
#pragma once

#include "schemas/model/holiday_table.hpp"
#include "tests/unit/schemas/rules/case_lines.hpp"

namespace marquee::tests {

// False when the line says something else. Throws std::runtime_error for a line out of place.
bool add_holiday_line(HolidayTable& table, const CaseLine& line);

// tests/data/holidays/china.txt
HolidayTable china_holidays();

} // namespace marquee::tests
