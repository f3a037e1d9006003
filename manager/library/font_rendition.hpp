// Makes the rendition of a font, in a cell.
#pragma once

#include <string>

#include "manager/library/probe.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// What the OpenType Sanitizer writes of the font: tables that it knows and found in order, and no
// others. Leaves bench.folder / `file`. Refusals (transcode_plan.hpp): "font_too_large",
// "damaged_font"; disk_full; else the failures of run_in_cell. No font reaches a player in any
// other way.
Status sanitize_font(const Bench& bench, const std::string& file);

// "font/otf", "font/ttf" or "font/collection", by the first four bytes (RFC 8081).
std::string font_media_type(int font);

} // namespace marquee::manager
