// Whether letters stand out from what is behind them. Pure.
#pragma once

#include <vector>

#include "schemas/model/preview.hpp"

namespace marquee::player {

// The contrast ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), 1 to 21, of
// opaque colours.
double contrast_ratio(Colour one, Colour other);

// Of large text (WCAG 2.2, 1.4.3); letters on panels are never small.
inline constexpr double contrast_needed = 3.0;
// Below it is an error: the two are the same colour to most people.
inline constexpr double contrast_least = 1.5;

// Every colour that letters of the text have (base colour, both ends of a gradient, runs) against
// the background and, where there is one, the outline: the better of the two counts, because
// either shows the letters' shape. Half transparent letters are mixed with the background, and a
// half transparent background with black, as no zone beneath is known here. A translation has the
// base colours. `text_points` and `translation_points`: their lengths in code points.
std::vector<SloganFinding> contrast_findings(const SloganStyle& style, std::int32_t text_points,
                                             std::int32_t translation_points);

} // namespace marquee::player
