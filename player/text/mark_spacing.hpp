// Blanks inside and between characters: full-width marks of Chinese give half of their em away
// where two of them meet and at the edges of a line, and Han stands a quarter of an em away from
// Latin letters and digits. W3C "Requirements for Chinese Text Layout", punctuation width
// adjustment and mixed text composition.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "player/text/font_catalog.hpp"
#include "player/text/text_run.hpp"

namespace marquee::player {

// opening: 「《( and the like, blank before their ink. closing: 」》) and 。、 and the like, which
// have it after. For full-width marks only; all others are none.
enum class MarkSide : std::uint8_t { none, opening, closing };
MarkSide mark_side(char32_t character);

// Whether a quarter of an em stands between two characters: one is Han or kana, the other a letter
// or a digit of a script that is written with spaces.
bool wants_space(char32_t before, char32_t after);

// Of a whole text, in em, by UTF-16 unit.
class MarkSpacing {
public:
    // `units` as fonts are asked for them, `graphemes` where they start and the end.
    static MarkSpacing measure(const FontCatalog& fonts, const std::string& language,
                               const std::u16string& units,
                               const std::vector<std::int32_t>& graphemes,
                               const std::vector<TextRun>& runs);

    // Before the character at `unit`, where another stands before it on its line; may be negative.
    double before(std::int32_t unit) const { return before_[static_cast<std::size_t>(unit)]; }
    // What the character loses before it at the start of a line, and after it at the end of one.
    double at_start(std::int32_t unit) const { return start_[static_cast<std::size_t>(unit)]; }
    double at_end(std::int32_t unit) const { return end_[static_cast<std::size_t>(unit)]; }

    // By how much all this makes the line [from, to), not empty, wider than the sum of its
    // advances.
    double on_line(std::int32_t from, std::int32_t to) const;

private:
    std::vector<double> before_;
    std::vector<double> start_;
    std::vector<double> end_;
    std::vector<double> before_to_; // sum of before_ of all units before each
};

} // namespace marquee::player
