// Characters that are shaped together, and what shaping says about them. No font library here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace marquee::player {

// Where the origin of a glyph lies, in em: x to the right and y down from the origin of its line.
// In a line of horizontal writing that is the start of its baseline, in a column its top, in the
// middle; glyphs of both are drawn from their horizontal origin.
struct PlacedGlyph {
    std::size_t font = 0; // of the catalogue
    std::uint32_t glyph = 0;
    double x = 0;
    double y = 0;
    bool starts_run = false;    // the raster may move a run to a whole pixel, for sharp stems
    bool sideways = false;      // turned a quarter clockwise about its origin: Latin in a column
    std::int32_t character = 0; // code point of the text that it draws, or the first of several
};

// How a character stands on its line. along: in horizontal writing. The others in a column.
// upright: one under the other. sideways: turned a quarter clockwise, as Latin words are. together:
// upright and side by side in one cell, as two digits are.
enum class Posture : std::uint8_t { along, upright, sideways, together };

// One font, script, direction and posture. [from, to) in UTF-16 units.
struct TextRun {
    std::int32_t from = 0;
    std::int32_t to = 0;
    std::size_t font = 0;
    std::uint32_t script = 0; // ISO 15924 as HarfBuzz packs it
    std::uint8_t level = 0;   // of UAX 9; odd is right to left
    Posture posture = Posture::along;

    bool goes_back() const { return level % 2 == 1; }
};

// Glyphs in the order in which they lie on the line; em. Each stands at its offset (x, y) from the
// pen, which then moves along the line by its advance.
struct ShapedRun {
    std::vector<PlacedGlyph> glyphs;
    std::vector<std::int32_t> clusters; // first UTF-16 unit of what each glyph draws
    std::vector<double> advances;
    double ascent = 0;  // ink above the baseline; in a column right of the middle
    double descent = 0; // below; left of the middle
};

} // namespace marquee::player
