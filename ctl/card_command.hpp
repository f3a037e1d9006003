// marqueectl card: a test card, or its own name, over what a display shows.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command card_command();

} // namespace marquee::ctl
