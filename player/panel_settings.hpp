// Displays, the windows they lie in, and how their panels are wired, as settings say.
#pragma once

#include <string>
#include <vector>

#include "common/settings.hpp"
#include "player/config.hpp"

namespace marquee::player {

// The settings that the functions below read.
std::vector<Setting> panel_settings();

// "main=1920x1080", "left=960x1080+960+0", "a=192x64+0+64@sender" or "horn=loudspeaker": name,
// size, place on the desktop or, after @, in a window that is said too. malformed.
Result<DisplayPlace> display_from_text(const std::string& text);

// Windows, displays and maps. invalid_reference for a window or display nobody named; out_of_range
// for a display that does not fit its window; already_exists for two in one place or of one name;
// malformed; of a map what panel/panel_map.hpp and panel_map_file.hpp say.
Status read_displays(const Settings& settings, Config& config);

} // namespace marquee::player
