// Where in a text the characters stand that no font draws.
#pragma once

#include <string_view>
#include <vector>

#include "schemas/model/preview.hpp"

namespace marquee::player {

// A missing_glyph for every place of every one of `undrawn`, in the order of the text.
std::vector<SloganFinding> missing_glyph_findings(std::string_view text, TextPart part,
                                                  const std::vector<UndrawnText>& undrawn);

} // namespace marquee::player
