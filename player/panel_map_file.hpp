// A panel map as a file, for panels that no named map describes. docs/panels.md tells the format.
#pragma once

#include <filesystem>
#include <string_view>

#include "player/panel/panel_map.hpp"

namespace marquee::player {

// panel-map/1.0. Unknown members are refused. Errors of the JSON point to the member; those of the
// map are check()'s. out_of_range where the canvas is not that of the display.
Result<PanelMap> panel_map_from_text(std::string_view text, Size canvas);

// The same of a file; `where` is its path. not_found, io_failed.
Result<PanelMap> panel_map_from_file(const std::filesystem::path& file, Size canvas);

} // namespace marquee::player
