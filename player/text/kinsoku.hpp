// Where a line may not end, beyond what UAX 14 says about it: rules for Chinese of GB/T 15834-2011
// (places of punctuation marks) and of W3C "Requirements for Chinese Text Layout" (prohibition
// rules for line start and line end, unbreakable marks). docs/typography.md has the tables. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace marquee::player {

// Characters that no line starts with, and that no line ends with, whatever their neighbours.
bool never_starts_line(char32_t character);
bool never_ends_line(char32_t character);

// Whether the line may not end at `position` of `units`, inside the text: there a mark would stand
// at the wrong edge, or one thing would be parted (a dash or an ellipsis of two, a number and its
// unit, the two ends of a range).
bool forbids_break(const std::u16string& units, std::int32_t position);

} // namespace marquee::player
