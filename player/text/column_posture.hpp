// How characters stand in a column: UAX 50, and what people do with short words and numbers there.
//
// A word here is letters and digits, joined by . , : / - and the like and by spaces. It lies
// sideways, except: one letter or digit alone stands upright; two digits stand side by side in one
// cell ("12" in 12月); two or three capitals and digits, with at least one capital, stand one under
// the other ("AI", "5G", "ATM").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/text/font_catalog.hpp"
#include "player/text/text_run.hpp"
#include "player/text/unicode_text.hpp"

namespace marquee::player {

// By grapheme, from the words alone; sideways where no rule for words makes it stand.
std::vector<Posture> word_postures(const UnicodeText& text);

// Of one character that belongs to no standing word, drawn by `font`.
Posture character_posture(const FontCatalog& fonts, std::size_t font, const std::string& language,
                          char32_t character);

// The text as fonts are asked for it in columns: in Chinese and Japanese, plain , . ; : ! ? after a
// Han character, and plain brackets beside one, become the full-width marks that were meant; only
// those have forms for columns. As long as `units`.
std::u16string column_forms(const std::u16string& units, std::string_view language);

} // namespace marquee::player
