// What Unicode says about a text before any font is asked: graphemes, direction, where a line may
// end. Sources: UAX 9 (bidi), UAX 14 (line breaks, strict kinsoku for Chinese), UAX 29 (graphemes),
// by ICU; the kinsoku of kinsoku.hpp on top of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

// anywhere: the rules allow it. phrase: also after a space or a pause or stop mark, where a person
// would breathe. line: the text itself starts a new line.
enum class BreakKind { anywhere, phrase, line };

// Positions are UTF-16 units from the start of the text.
struct LineBreak {
    std::int32_t position = 0; // the next line starts here
    BreakKind kind = BreakKind::anywhere;
};

// [from, to) in UTF-16 units.
struct LineRange {
    std::int32_t from = 0;
    std::int32_t to = 0;

    friend bool operator==(const LineRange&, const LineRange&) = default;
};

struct UnicodeText {
    std::u16string units;
    std::vector<std::int32_t> graphemes;  // where each starts; one more entry: the end
    std::vector<LineBreak> breaks;        // ascending; the last is the end of the text
    std::vector<std::uint8_t> levels;     // bidi level of every unit; odd is right to left
    std::vector<std::int32_t> characters; // the code point that every unit belongs to, from 0
};

// A grapheme with more code points than that is no writing; Zalgo text has a dozen or two.
inline constexpr std::int32_t grapheme_characters_max = 64;

// malformed: not UTF-8, or control characters other than '\n'. too_large: more bytes or graphemes
// than limits::slogan_bytes_max and limits::slogan_graphemes_max, or a grapheme over the limit.
Result<UnicodeText> analyse_text(std::string_view utf8, std::string_view language);

// The character at `position`, and the position after it.
char32_t character_at(const std::u16string& units, std::int32_t& position);

// Joiners, variation selectors and other characters that need no glyph of their own.
bool needs_no_glyph(char32_t character);

// Han characters, kana and bopomofo; no marks.
bool is_han(char32_t character);

// Punctuation and blanks: what is no word by itself.
bool is_mark(char32_t character);

// Spaces and line ends: no ink, and not counted at the end of a line.
bool is_blank(char32_t character);

// "U+4E00 一"
std::string describe(char32_t character);

} // namespace marquee::player
