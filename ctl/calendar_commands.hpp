// `marqueectl recur` and `lunar`: the calendars that schedules are tied to, asked by hand. No
// manager is asked.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command recur_command();
Command lunar_command();

} // namespace marquee::ctl
