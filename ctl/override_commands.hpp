// `marqueectl override …`: everything black, or an emergency text, and its end.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

// "override black", "override notice", "override list", "override lift".
std::vector<Command> override_commands();

} // namespace marquee::ctl
