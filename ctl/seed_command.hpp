// `marqueectl seed`: fills a founded organisation with an invented city, for tests and trials.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command seed_command();

} // namespace marquee::ctl
