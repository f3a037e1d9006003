// A player under its manager: shows what its disk holds at once, and stays in step by itself.
#pragma once

#include "common/clock.hpp"
#include "common/exit_code.hpp"
#include "common/log.hpp"
#include "player/config.hpp"

namespace marquee::player {

// Main thread, once. Returns when a stop signal came, a window was closed, or config.run_for is
// over. A device that has never been enrolled and was given no enrolment file shows its slate.
ExitCode run_managed(const Config& config, const Clock& clock, const Log& log);

} // namespace marquee::player
