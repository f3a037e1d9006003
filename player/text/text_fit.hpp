// How large a text may be in its zone, and where its lines end. Pure.
//
// Lines of horizontal writing run to the right and follow each other downwards; columns run
// downwards and follow each other from right to left. All that is said here of lines is true of
// columns in a zone that is turned: what is height for lines is width for columns.
#pragma once

#include <cstdint>
#include <vector>

#include "player/text/text_layout.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player {

struct TextFit {
    std::int32_t em_pixels = 0;
    std::int32_t pitch_pixels = 0;   // from baseline to baseline, from column to column
    std::int32_t first_baseline = 0; // from the top of the zone; the middle of the first column,
                                     // from the left edge of the zone
    std::int32_t margin_pixels = 0;  // before and after a line, along it
    std::vector<LineRange> lines;
    std::int32_t block_pixels = 0; // all lines together, across them, ink included
    bool vertical = false;         // lines are columns
};

// What of a zone text may take.
struct TextBox {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t margin_x = 0; // of the zone, left and right
};
TextBox text_box(Size zone);

// Still text: the largest em that shows everything inside the zone with a small margin, at most
// `em_wanted` (0: no wish). Text with lines of its own keeps them; other lines end after phrases,
// or (when that makes it much larger) wherever the language allows; they are balanced, and the
// block is centred. too_large when it would be smaller than a person can read.
Result<TextFit> fit_still(const ShapedText& text, Size zone, std::int32_t em_wanted);

// Text on one line that moves along it: the zone's height decides, but a screen shows at least six
// ideographs at a time. `lines` holds the whole text.
Result<TextFit> fit_moving(const ShapedText& text, Size zone, std::int32_t em_wanted);

// Text that moves across its lines: as many lines as it takes, each as long as the zone allows.
// `em_wanted` 0: eight ideographs to a line, and three lines at a time where that leaves letters of
// 24 pixels. A word that is longer than the zone makes all of it smaller. The zone's place is not
// known here, so `first_baseline` is that of a strip of `block_pixels`: from its top, or, of
// columns, from its left edge.
Result<TextFit> fit_across(const ShapedText& text, Size zone, std::int32_t em_wanted);

// Text cut into pages that are shown one after the other: at least one, all of one em and pitch,
// each with its own block, centred. `em_wanted` 0: the whole text on one page where it can be as
// large as that, else six ideographs to a line and up to three lines. A page has at most six lines;
// pages are about equally full and end with phrases where that is possible.
Result<std::vector<TextFit>> fit_pages(const ShapedText& text, Size zone, std::int32_t em_wanted);

} // namespace marquee::player
