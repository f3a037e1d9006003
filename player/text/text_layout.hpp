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
#include "player/text/mark_spacing.hpp"
#include "player/text/text_run.hpp"
#include "player/text/unicode_text.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

struct TextRequest {
    std::string text;                 // UTF-8; '\n' starts a new line
    std::string language = "zh-Hans"; // BCP 47: chooses the forms of Han characters
    std::string family;               // of the catalogue; empty: the default
    WritingMode writing = WritingMode::horizontal;
    FontWeight weight = FontWeight::regular;
    std::int32_t strike_pixels = 0; // not 0: to be drawn in letters made by hand for that em, and
                                    // in no other (FontCatalog::strike_for)
};

struct TextLine {
    std::vector<PlacedGlyph> glyphs; // from left to right; of a column from top to bottom
    double width = 0;                // em along the line, without blanks at the end
    // How far the line reaches, in em along it, when the first n graphemes are there: n = 0, 1, …
    // For what appears grapheme by grapheme; never falls. Right-to-left words appear whole.
    std::vector<double> reach = {};
};

// How far ink reaches above and below the baseline, in em. At least the em box of ideographs, so
// that all slogans of one size sit on one line whatever letters they have. Of columns: to the right
// and to the left of the middle, both the same.
struct TextExtent {
    double ascent = 0.88;
    double descent = 0.12;

    double height() const { return ascent + descent; }
};

// A text with fonts chosen and advances known. A value of its own; the catalogue must outlive it.
// Widths count what marks and neighbours of other scripts add or take (mark_spacing.hpp).
class ShapedText {
public:
    // missing_glyph: a character that no font draws; params name it ("character"). malformed and
    // too_large as analyse_text. Any thread; takes about a millisecond per thousand characters.
    static Result<ShapedText> shape(const FontCatalog& fonts, const TextRequest& request);

    const UnicodeText& unicode() const { return text_; }
    WritingMode writing() const { return writing_; }
    std::int32_t strike_pixels() const { return strike_pixels_; }
    TextExtent extent() const { return extent_; }

    // Advance of [from, to) in UTF-16 units on one line, without blanks at the end.
    double width(std::int32_t from, std::int32_t to) const;

    // Advance of the light marks (, . 。 、 ;) that end [from, to): centred lines let them hang
    // out, so that the words of one line stand above those of the next.
    double hanging(std::int32_t from, std::int32_t to) const;

    // [from, to) as one line, shaped and put in visual order.
    TextLine line(std::int32_t from, std::int32_t to) const;

private:
    ShapedText(const FontCatalog& fonts, const TextRequest& request, UnicodeText text);
    Status choose_runs();
    void add_run(TextRun run);
    // Why the grapheme [from, to) is refused: its first character that `font` does not draw.
    Error missing_glyph(std::int32_t from, std::int32_t to, std::size_t font) const;
    void measure();
    std::vector<TextRun> runs_of(std::int32_t from, std::int32_t to) const; // in visual order
    std::int32_t without_blanks(std::int32_t from, std::int32_t to) const;

    const FontCatalog* fonts_;
    std::string language_;
    std::string family_;
    WritingMode writing_;
    FontWeight weight_;
    std::int32_t strike_pixels_;
    UnicodeText text_;
    std::u16string drawn_;             // what fonts are asked for, unit by unit
    std::vector<TextRun> runs_;        // logical order
    std::vector<double> advance_to_;   // sum of advances before each unit
    std::vector<std::int32_t> ink_to_; // the end of the last character with ink before each unit
    MarkSpacing spacing_;
    TextExtent extent_;
};

} // namespace marquee::player
