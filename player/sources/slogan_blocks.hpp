// Lines of a text put into a zone or onto a strip.
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

// In the rendering that the style asks for: where letters drawn by hand are best, in the largest of
// them in which all of these texts fit. Otherwise each in a size of its own.
Result<std::vector<FittedText>> fit_texts(const FontCatalog& fonts, const SloganStyle& style,
                                          const std::vector<SpokenText>& texts, Size zone);

// The page of a fit.
SloganBlock place_page(const SloganStyle& style, const FittedText& fitted, const TextFit& fit,
                       Size zone);

// All texts on one strip, with a gap between them: in one line along its way, or in lines across
// it, those all of one em.
SloganBlock place_line(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone);
SloganBlock place_lines(const SloganStyle& style, const std::vector<FittedText>& texts, Size zone);

} // namespace marquee::player
