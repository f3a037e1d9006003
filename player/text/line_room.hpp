// A zone as lines see it, and lines put into it.
#pragma once

#include <cstdint>

#include "player/text/text_fit.hpp"

namespace marquee::player {

inline constexpr std::int32_t em_pixels_min = 6; // smaller letters are a smear
inline constexpr double pitch_of_height = 1.22;  // baseline distance, of the text's extent
inline constexpr std::int32_t ideographs_at_once = 6;

// Pixels that text may take along its lines and across them, and what lies around that.
struct LineRoom {
    LineRoom(const ShapedText& text, Size zone);

    // The largest em at which that many lines fit.
    std::int32_t em_of_lines(double lines) const;
    // How many lines of `em` fit, at least one.
    std::int32_t lines_of_em(std::int32_t em) const;
    bool holds(std::int32_t em, std::size_t lines) const;
    // From one baseline to the next: rounded, but as many lines as fit do so to the last row.
    std::int32_t pitch_of_em(std::int32_t em) const;

    bool vertical = false;
    bool by_hand = false; // letters that have their margin within the em
    std::int32_t along = 0;
    std::int32_t across = 0;
    std::int32_t margin_along = 0;
    std::int32_t zone_along = 0;
    std::int32_t zone_across = 0;
    TextExtent extent;
};

// The rest of a fit whose em and lines are known; the block stands in the middle of `across`
// pixels.
void place(TextFit& fit, const LineRoom& room, std::int32_t across);

tl::unexpected<Error> does_not_fit(Size zone);

} // namespace marquee::player
