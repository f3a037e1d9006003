// `marqueectl holidays …`: what an authority announced about workdays and holidays.
#pragma once

#include <string_view>
#include <vector>

#include "ctl/command.hpp"
#include "schemas/model/holiday_table.hpp"

namespace marquee::ctl {

// One year as a file: holidays/1.0 with the members of the staff REST. assets/holidays has some.
Result<HolidayYear> read_holidays(std::string_view text);

// list, import.
std::vector<Command> holiday_commands();

} // namespace marquee::ctl
