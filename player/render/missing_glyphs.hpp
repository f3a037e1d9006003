// Where in a text the characters stand that no font draws, or another font than the one wished for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/text/glyph_coverage.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

// A missing_glyph for every place of every one of `undrawn`, in the order of the text.
std::vector<SloganFinding> missing_glyph_findings(std::string_view text, TextPart part,
                                                  const std::vector<UndrawnText>& undrawn);

// An other_font for each part that is borrowed. `fonts`: those that drew it; the first of `chain`
// is the font that was wished for.
std::vector<SloganFinding> other_font_findings(const FontCatalog& fonts, TextPart part,
                                               const std::vector<std::size_t>& chain,
                                               const std::vector<BorrowedText>& borrowed);

// Side by side, as many as a sentence can hold; and "…" where there are more.
std::string listed(const std::vector<UndrawnText>& characters);

} // namespace marquee::player
