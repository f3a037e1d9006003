// Everything about a slogan in its zone that is decided before a pixel is drawn: sizes, lines,
// pages and the way it moves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/sources/slogan_speech.hpp"
#include "player/text/font_catalog.hpp"
#include "player/text/glyph_raster.hpp"
#include "schemas/model/slogan.hpp"
#include "schemas/model/slogan_motion.hpp"

namespace marquee::player {

struct SloganOrder {
    SloganStyle style;
    std::vector<SpokenText> texts; // one or two
    Size zone;
    Microseconds duration{1}; // of the item
    Microseconds lap{0};      // of a scroll: it begins anew so often; 0: never
};

// Lines that are drawn together. Of pages: one page, `at` is where it lies in the zone. Of a
// scroll: the whole strip; along the way it begins at 0, across it `at` is its place in the zone.
struct SloganBlock {
    Rect at;
    std::int32_t em_pixels = 0;
    std::vector<LineAt> lines; // in pixels from the corner of `at`
    std::vector<TypedLine> typed;
    std::vector<ColourRun> colours; // of the characters of its lines
    TextExtent extent = {};         // of its letters

    std::int32_t graphemes() const;
};

struct SloganPlan {
    SloganStyle style;
    MotionDescription motion;
    std::vector<SloganBlock> blocks; // of a scroll one, else one a page
    Size zone;

    bool scrolls() const { return std::holds_alternative<ScrollDescription>(motion); }
};

// Whether the words are one line that moves along itself.
bool moves_along(const SloganStyle& style);
// Whether they are a strip that passes through.
bool scrolls(const SloganStyle& style);

// Whether that strip passes to the left or right.
bool strip_is_level(const SloganStyle& style);

// Pixels a second in a zone of this size.
std::int32_t scroll_speed(const SloganStyle& style, Size zone);

// missing_glyph, malformed, too_large as player/text says them. Any thread; milliseconds.
Result<SloganPlan> plan_slogan(const FontCatalog& fonts, const SloganOrder& order);

// What is drawn as one picture: a page, or a piece of a strip, some thousand pixels of its length.
// Pieces of a strip come in the order of the strip, all phases of one before the next.
std::size_t sheet_count(const SloganPlan& plan);

// Of all sheets together.
std::int64_t sheet_pixels(const SloganPlan& plan);

// Where the sheet lies in its block, in pixels of the block.
Rect sheet_area(const SloganPlan& plan, std::size_t sheet);

// The longest piece of a strip.
inline constexpr std::int32_t strip_piece_pixels = 2'048;

// A sheet, or any part of a block. too_large, damaged_media as draw_text. Any thread; milliseconds.
Result<Picture> draw_sheet(const FontCatalog& fonts, const SloganPlan& plan, std::size_t sheet);
Result<Picture> draw_area(const FontCatalog& fonts, const SloganPlan& plan, std::size_t block,
                          Rect area);

} // namespace marquee::player
