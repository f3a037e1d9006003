// Pictures of programs and checks of slogans, drawn with the player's own code.
#pragma once

#include <string>

#include "schemas/model/error.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// Any thread; blocks until the picture is there, at most limits::render_watchdog_ms_max. Fails with
//   busy            too many wait already; again in a second or two
//   timed_out       it took too long to draw
//   preview_failed  the renderer does not run, or broke down over this request
//   too_large       more pixels than limits::preview_pixels_max, or text too long for its zone
//   not_found       an asset is not in the store
// or as the player itself would fail: missing_glyph, damaged_media, unsupported_media.
class Renderer {
public:
    virtual ~Renderer() = default;

    // A PNG (ISO/IEC 15948), 8-bit RGB. The same order gives the same pixels.
    virtual Result<std::string> still(const StillOrder& order) = 0;

    // A PNG as wide as all its frames.
    virtual Result<std::string> filmstrip(const FilmstripOrder& order) = 0;

    // A slogan's sheets and its course. too_large: over limits::motion_pixels_max or
    // motion_sheets_max.
    virtual Result<DrawnMotion> motion(const SloganMotionOrder& order) = 0;

    // Never waits behind a picture.
    virtual Result<SloganCheck> check(const SloganCheckOrder& order) = 0;
};

} // namespace marquee::manager
