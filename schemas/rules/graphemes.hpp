// How many characters a person sees in a text, closely enough for a limit.
#pragma once

#include <cstddef>
#include <string_view>

namespace marquee::rules {

// Code points, not counting what joins the character before it: combining marks (U+0300–036F,
// 1AB0–1AFF, 1DC0–1DFF, 20D0–20FF, FE20–FE2F, the kana voicing marks 3099 and 309A), variation
// selectors, skin tones and the zero-width joiner. Never less than the grapheme clusters of UAX #29
// outside scripts with spacing or Indic marks, where it counts more; a limit by this rule is
// strict, never lax. Every byte that starts no code point is ignored.
std::size_t visible_characters(std::string_view utf8);

} // namespace marquee::rules
