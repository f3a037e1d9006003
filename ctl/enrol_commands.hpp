// `marqueectl enrol …`: devices that join, by a file or by the code on their screen.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command enrol_command();
// For a device that knows only the manager's address.
Command enrol_confirm_command();

} // namespace marquee::ctl
