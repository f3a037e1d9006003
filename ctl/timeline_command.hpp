// `marqueectl timeline`: what a manifest in a file shows at an instant or over some days, and why.
// Asks no manager.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command timeline_command();

} // namespace marquee::ctl
