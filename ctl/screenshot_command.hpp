// `marqueectl screenshot`: what stands on a display now, as a picture.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command screenshot_command();

} // namespace marquee::ctl
