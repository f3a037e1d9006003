// `marqueectl setup`: founds an organisation in an empty state directory and leaves the first
// account's API token in a file. The only way in: there is no default account and no password.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command setup_command();

} // namespace marquee::ctl
