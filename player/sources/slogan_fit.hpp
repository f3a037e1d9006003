// The words of a slogan shaped, in the sizes that fit its zone.
#pragma once

#include <vector>

#include "player/sources/slogan_plan.hpp"
#include "player/text/text_fit.hpp"

namespace marquee::player {

// A text with the sizes that were chosen for it: one, or one a page.
struct FittedText {
    ShapedText text;
    std::vector<TextFit> fits;
    std::vector<ColourRun> colours;
};

// Shaped for the way it moves: of one line, new lines are spaces. missing_glyph, malformed,
// too_large.
Result<ShapedText> shape_text(const FontCatalog& fonts, const SloganStyle& style,
                              const SpokenText& spoken, std::int32_t strike_pixels = 0);

// As the style says: one line, lines, or pages. Outlines and shadows stay inside of the zone.
// `em_wanted`: at most that many pixels; 0: no wish.
Result<std::vector<TextFit>> fits_of(const ShapedText& text, const SloganStyle& style, Size zone,
                                     std::int32_t em_wanted);

// The em in which all of them fit.
std::int32_t smallest_em(const std::vector<FittedText>& texts);

// What is left of the zone for letters when their outlines and shadows stay inside of it; where a
// strip passes through, nothing needs to stay along its way.
Size inner_zone(const SloganStyle& style, Size zone);

// In the rendering that the style asks for: where letters drawn by hand are best, in the largest of
// them in which all of these texts fit. Otherwise each in a size of its own.
Result<std::vector<FittedText>> fit_texts(const FontCatalog& fonts, const SloganStyle& style,
                                          const std::vector<SpokenText>& texts, Size zone);

} // namespace marquee::player
