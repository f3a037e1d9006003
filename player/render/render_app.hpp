// marquee-render, put together: one picture and done, or a service on standard input and output.
#pragma once

#include "common/exit_code.hpp"
#include "common/settings.hpp"

namespace marquee::player {

SettingsTable render_settings();

// Blocks until the picture is written or the requests end. What failed is said on standard error,
// one log line.
ExitCode run_render(const Settings& settings);

} // namespace marquee::player
