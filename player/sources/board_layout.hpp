// How large the words of a board may be and where they stand. Internal to text_board.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "player/text/text_layout.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"
#include "schemas/rules/time_words.hpp"

namespace marquee::player {

// What is drawn in one piece: a word, or of a word that counts a digit's column or what stands
// between two. Lengths in em of its own size.
struct BoardCell {
    TextLine line; // of a column: none
    double width = 0;
    rules::WordSize size = rules::WordSize::large;
    bool column = false;
    bool padded = false; // ink may reach a little out of its width
    double gap = 0;      // before it, in em of the smaller of the two
};

using BoardLine = std::vector<BoardCell>;

struct BoardLines {
    std::vector<BoardLine> lines;
    TextExtent extent;    // of everything in it
    bool one_size = true; // small words are as large as the large ones
};

// Shaped and measured. missing_glyph, malformed, too_large.
Result<BoardLines> shape_board(const FontCatalog& fonts, const std::vector<rules::TimeLine>& lines,
                               const std::string& language, const TextStyle& style);

struct PlacedCell {
    const BoardCell* cell = nullptr;
    Rect at; // of the zone
    std::int32_t em_pixels = 0;
    std::int32_t baseline = 0; // from the top of `at`
    std::int32_t ink_x = 0;    // where the ink starts in `at`
};

struct BoardPlan {
    std::vector<PlacedCell> cells; // point into the lines that were planned
    std::int32_t large_em_pixels = 0;
    std::int32_t small_em_pixels = 0; // equal to the large where there is one size

    // What is large counts as much as what is small. 0: nothing can be read.
    double size() const;
};

// The largest that fits into the zone, at most `em_wanted` high (0: no wish). Pure.
BoardPlan plan_board(const BoardLines& lines, Size zone, const TextStyle& style);

} // namespace marquee::player
