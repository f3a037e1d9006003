// How large a text may be in its zone, and where its lines end. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "player/text/text_layout.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player {

// [from, to) in UTF-16 units.
struct LineRange {
    std::int32_t from = 0;
    std::int32_t to = 0;

    friend bool operator==(const LineRange&, const LineRange&) = default;
};

struct TextFit {
    std::int32_t em_pixels = 0;
    std::int32_t pitch_pixels = 0;   // from baseline to baseline
    std::int32_t first_baseline = 0; // from the top of the zone; the block is centred
    std::int32_t margin_pixels = 0;  // left and right
    std::vector<LineRange> lines;
};

// Still text: the largest em that shows everything inside the zone with a small margin, at most
// `em_wanted` (0: no wish). Text with lines of its own keeps them; other lines end after phrases,
// or (when that makes it much larger) wherever the language allows; they are balanced. too_large
// when it would be smaller than a person can read.
Result<TextFit> fit_still(const ShapedText& text, Size zone, std::int32_t em_wanted);

// Text on one line that moves: the zone's height decides, but a screen shows at least six
// ideographs at a time. `lines` holds the whole text.
Result<TextFit> fit_moving(const ShapedText& text, Size zone, std::int32_t em_wanted);

} // namespace marquee::player
