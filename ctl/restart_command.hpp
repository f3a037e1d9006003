// `marqueectl restart`: the player behind a display begins anew.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command restart_command();

} // namespace marquee::ctl
