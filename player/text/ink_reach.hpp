// How far the looks of letters reach beyond the letters themselves.
#pragma once

#include <cstdint>

#include "schemas/model/slogan.hpp"

namespace marquee::player {

// Pixels on each side, none below 0.
struct InkReach {
    std::int32_t left = 0;
    std::int32_t top = 0;
    std::int32_t right = 0;
    std::int32_t bottom = 0;

    friend bool operator==(const InkReach&, const InkReach&) = default;
};

// Outline and shadow. A picture that is to hold all of a text is larger by this than the letters'
// own ink; a text that fits its zone with them is fitted into a zone smaller by this.
InkReach ink_reach(const Letters& letters);

} // namespace marquee::player
