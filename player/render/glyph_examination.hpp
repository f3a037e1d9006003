// Which characters of a slogan are drawn in what font, here and on displays with other fonts.
#pragma once

#include <vector>

#include "player/render/said_texts.hpp"
#include "player/text/font_catalog.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct GlyphFindings {
    std::vector<UndrawnText> missing; // each once
    std::vector<SloganFinding> findings;
};

// missing_glyph, and other_font where the style has a font of the library, which is the first of
// `fonts` then. Places are those of the text as written. malformed and too_large as analyse_text.
Result<GlyphFindings> examine_glyphs(const FontCatalog& fonts, const SloganStyle& style,
                                     const std::vector<SaidText>& texts);

// missing_there and fonts_unknown, for each set of fonts and each text at most one; nothing about
// what is `missing` everywhere. A font that is here and there draws the same characters.
std::vector<SloganFinding> examine_displays(const FontCatalog& fonts, const SloganCheckOrder& order,
                                            const std::vector<SaidText>& texts,
                                            const std::vector<UndrawnText>& missing);

} // namespace marquee::player
