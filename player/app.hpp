// Puts a player together and runs it.
#pragma once

#include "common/exit_code.hpp"
#include "player/config.hpp"

namespace marquee::player {

// Main thread, once. Returns when the run is over: time is up, a stop signal came, or a person
// closed the window.
ExitCode run_player(const Config& config);

} // namespace marquee::player
