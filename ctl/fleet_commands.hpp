// `marqueectl unit …`, `status`: places, devices and how they are.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command unit_list_command();
Command unit_add_command();
Command status_command();

} // namespace marquee::ctl
