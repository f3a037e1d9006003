// Words in lines for clocks and countdowns, drawn once, with places for digits that change: a new
// second is a few pictures in other places, and nothing is drawn for it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/text/font_catalog.hpp"
#include "schemas/model/program.hpp"
#include "schemas/rules/time_words.hpp"

namespace marquee::player {

struct BoardRequest {
    std::vector<std::vector<rules::TimeLine>> arrangements; // of the same words; not empty
    std::string language;
    TextStyle style;
    Size zone;
};

// All digits have columns of one width, so nothing moves when they change.
struct TextBoard {
    std::vector<Piece> words;       // all that stands
    std::array<Picture, 10> digits; // as large as a column; empty when nothing counts
    std::vector<Rect> columns;      // of the zone, in the order in which the digits are read
    std::int32_t large_em_pixels = 0;
    std::int32_t small_em_pixels = 0;
};

// The arrangement that is seen best: what is large and what is small count alike. Digits of words
// that count are left open. too_large when none can be read in so small a zone; missing_glyph,
// malformed as player/text says them. Any thread; milliseconds.
Result<TextBoard> draw_board(const FontCatalog& fonts, const BoardRequest& request);

// The words with `digits` in the columns; as many as there are columns.
std::vector<Piece> pieces_of(const TextBoard& board, std::string_view digits);

} // namespace marquee::player
