// `marqueectl slogan …`, `playlist …`, `program …`, `load` and `request`: what is shown, and
// everything else by hand.
#pragma once

#include <vector>

#include "ctl/command.hpp"

namespace marquee::ctl {

Command slogan_list_command();
Command slogan_set_command();
// list and show of playlists and programs.
std::vector<Command> program_commands();
Command load_campaign_command();
Command request_command();

} // namespace marquee::ctl
