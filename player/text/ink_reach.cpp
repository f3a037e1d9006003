#include "player/text/ink_reach.hpp"

#include <algorithm>

namespace marquee::player {

InkReach ink_reach(const Letters& letters) {
    const std::int32_t around = letters.outline.width_pixels;
    const Shadow& shadow = letters.shadow;
    return {around + std::max(0, -shadow.x_pixels), around + std::max(0, -shadow.y_pixels),
            around + std::max(0, shadow.x_pixels), around + std::max(0, shadow.y_pixels)};
}

} // namespace marquee::player
