// Cuts a text into lines of a given width. Pure; widths in em.
#pragma once

#include <optional>
#include <vector>

#include "player/text/text_layout.hpp"

namespace marquee::player {

// Where lines may end besides where the text says so. as_written: nowhere. phrases: after phrases.
// within_phrases: after every phrase, and inside one that is longer than a line. packed: after
// phrases, and inside one that is longer than a line. anywhere: wherever the language allows.
enum class Wrapping { as_written, phrases, within_phrases, packed, anywhere };

// Fills lines as long as they are not wider than `width_em`; a phrase that must be parted is parted
// into pieces of about one width. Nothing when a part that may not be parted is wider by itself.
std::optional<std::vector<LineRange>> wrap(const ShapedText& text, Wrapping wrapping,
                                           double width_em);

// `lines`, made by wrapping at `width_em`, at the least width that makes as many of them: no line
// is much shorter than others.
std::vector<LineRange> balanced(const ShapedText& text, Wrapping wrapping, double width_em,
                                std::vector<LineRange> lines);

} // namespace marquee::player
