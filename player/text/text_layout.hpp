// From characters to placed glyphs.
//
// All lengths here are in em, so one shaping serves every size: the caller looks for the size that
// fits (text_fit) and the raster scales.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "player/text/font_catalog.hpp"
#include "player/text/unicode_text.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

struct TextRequest {
    std::string text;                 // UTF-8; '\n' starts a new line
    std::string language = "zh-Hans"; // BCP 47: chooses the forms of Han characters
    std::string family;               // of the catalogue; empty: the default
};

// em, x to the right from the line's start, y down from the baseline.
struct PlacedGlyph {
    std::size_t font = 0; // of the catalogue
    std::uint32_t glyph = 0;
    double x = 0;
    double y = 0;
    bool starts_run = false; // the raster may move a run to a whole pixel, for sharp stems
};

struct TextLine {
    std::vector<PlacedGlyph> glyphs; // from left to right
    double width = 0;                // em, without blanks at the end
};

// How far ink reaches above and below the baseline, in em. At least the em box of ideographs, so
// that all slogans of one size sit on one line whatever letters they have.
struct TextExtent {
    double ascent = 0.88;
    double descent = 0.12;

    double height() const { return ascent + descent; }
};

// A text with fonts chosen and advances known. A value of its own; the catalogue must outlive it.
class ShapedText {
public:
    // missing_glyph: a character that no font draws; params name it ("character"). malformed and
    // too_large as analyse_text. Any thread; takes about a millisecond per hundred characters.
    static Result<ShapedText> shape(const FontCatalog& fonts, const TextRequest& request);

    const UnicodeText& unicode() const { return text_; }
    TextExtent extent() const { return extent_; }

    // Advance of [from, to) in UTF-16 units on one line, without blanks at the end.
    double width(std::int32_t from, std::int32_t to) const;

    // Advance of the light marks (, . 。 、 ;) that end [from, to): centred lines let them hang
    // out, so that the words of one line stand above those of the next.
    double hanging(std::int32_t from, std::int32_t to) const;

    // [from, to) as one line, shaped and put in visual order.
    TextLine line(std::int32_t from, std::int32_t to) const;

private:
    // Characters that are shaped together: one font, script and direction.
    struct Run {
        std::int32_t from = 0;
        std::int32_t to = 0;
        std::size_t font = 0;
        std::uint32_t script = 0; // ISO 15924 as HarfBuzz packs it
        std::uint8_t level = 0;
    };
    struct ShapedRun {
        std::vector<PlacedGlyph> glyphs;
        std::vector<std::int32_t> clusters; // UTF-16 unit each glyph belongs to
        std::vector<double> advances;
        double ascent = 0;
        double descent = 0;
    };

    ShapedText(const FontCatalog& fonts, const TextRequest& request, UnicodeText text);
    Status choose_runs();
    // Why the grapheme [from, to) is refused: its first character that `font` does not draw.
    Error missing_glyph(std::int32_t from, std::int32_t to, std::size_t font) const;
    void measure();
    ShapedRun shape_run(const Run& run) const;
    std::int32_t without_blanks(std::int32_t from, std::int32_t to) const;

    const FontCatalog* fonts_;
    std::string language_;
    std::string family_;
    UnicodeText text_;
    std::vector<Run> runs_;          // logical order
    std::vector<double> advance_to_; // sum of advances before each unit
    TextExtent extent_;
};

} // namespace marquee::player
