// What is in the library as files: pictures, films and sounds.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command upload_command();
Command asset_list_command();

} // namespace marquee::ctl
