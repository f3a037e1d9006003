// A text as it was laid out, in words and figures: the cheapest picture of it.
//
// Dumps that were read once live in tests/golden/layout/NAME.txt. MARQUEE_UPDATE_GOLDEN=1 rewrites
// those that differ: read each before it is committed.
#pragma once

#include <string>
#include <vector>

#include "player/text/text_fit.hpp"
#include "player/text/text_layout.hpp"

namespace marquee::player {

// Noto Sans CJK SC as Debian ships it, alone: dumps depend on its glyphs.
const FontCatalog& dump_fonts();

// The text with "|" where a line may end and "||" where a person would breathe.
std::string dump_breaks(const UnicodeText& text);

// Every glyph of a line: where its origin lies, and how it stands.
std::string dump_line(const ShapedText& text, const LineRange& range);

// Sizes and places of a fit, and its lines as text.
std::string dump_fit(const ShapedText& text, const TextFit& fit);

// The part of the text as UTF-8, line ends as ⏎.
std::string words_of(const UnicodeText& text, const LineRange& range);

// Empty when the dump is as it was; otherwise the first line that differs.
std::string compare_dump(const std::string& dump, const std::string& name);

} // namespace marquee::player
