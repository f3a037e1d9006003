// The colours of panels, and the light around them, as settings say.
#pragma once

#include <vector>

#include "common/settings.hpp"
#include "player/config.hpp"

namespace marquee::player {

// The settings that read_colours() reads.
std::vector<Setting> colour_settings();

// Gamma and white point of every display that `config` has; light sensor and curve.
// invalid_reference for a display nobody named, malformed, out_of_range.
Status read_colours(const Settings& settings, Config& config);

} // namespace marquee::player
