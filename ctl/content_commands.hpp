// `marqueectl slogan …`, `load` and `request`: what is shown, and everything else by hand.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command slogan_list_command();
Command slogan_set_command();
Command load_campaign_command();
Command request_command();

} // namespace marquee::ctl
