// A slogan's sheets as PNGs and its course as values, for a page that moves it by itself.
#pragma once

#include <string>

#include "player/sources/font_shelf.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

// In the plan and with the sheets that a player draws, in its own font of the library where there
// is one. Its words are those of `order.starts`. What is translucent lies over black. too_large:
// more than limits::motion_pixels_max pixels or limits::motion_sheets_max sheets, or as draw_text;
// else fails as a player would: missing_glyph, malformed, unsupported. Reads a font; any thread;
// tens of milliseconds, up to seconds for the largest.
Result<DrawnMotion> draw_motion(FontShelf& shelf, const SloganMotionOrder& order);

// The same from the command line, `marquee-render --motion`. `text`: the body of POST
// /api/v1/slogan-motions; the JSON that it answers. Without "starts_at" the turn begins with the
// minute of `now`; times are those of UTC.
Result<std::string> motion_report(FontShelf& shelf, const std::string& text, Instant now);

} // namespace marquee::player
