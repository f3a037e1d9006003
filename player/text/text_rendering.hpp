// How letters of a size become pixels.
//
// Judged by eye at four to eight times their size, in Simplified Chinese with digits and Latin:
// up to 16 pixels letters drawn by hand for exactly that many are clear where outlines run
// together; from 24 pixels outlines on whole pixels have better shapes than small letters doubled;
// between 17 and 32 pixels the grey edges of smooth letters are as clear as hinted ones, and below
// 22 clearer (醒, 您).
#pragma once

#include <cstdint>

#include "player/text/font_catalog.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// The largest em for which letters drawn by hand are the best of that rendering.
inline std::int32_t strike_pixels_max(TextRendering rendering) {
    constexpr std::int32_t outlines_from = 24; // crisp ones
    switch (rendering) {
    case TextRendering::automatic:
        return 16;
    case TextRendering::crisp:
        return outlines_from - 1;
    default:
        return 0;
    }
}

// The em in which letters drawn by hand stand in for letters of `em_pixels`, 0 for none.
inline std::int32_t strike_at(const FontCatalog& fonts, TextRendering rendering,
                              std::int32_t em_pixels) {
    return em_pixels <= strike_pixels_max(rendering) ? fonts.strike_for(em_pixels) : 0;
}

} // namespace marquee::player
