#include "player/decode/worker/premultiply.hpp"

#include <utility>

namespace marquee::player::worker {

namespace {

// value × alpha ÷ 255, rounded, exact for all bytes.
std::uint8_t times(unsigned value, unsigned alpha) {
    const unsigned product = value * alpha + 128;
    return static_cast<std::uint8_t>((product + (product >> 8)) >> 8);
}

} // namespace

void premultiply_to_bgra(std::span<std::uint8_t> rgba) {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        std::uint8_t* pixel = rgba.data() + i;
        std::swap(pixel[0], pixel[2]);
        if (const unsigned alpha = pixel[3]; alpha != 255) {
            pixel[0] = times(pixel[0], alpha);
            pixel[1] = times(pixel[1], alpha);
            pixel[2] = times(pixel[2], alpha);
        }
    }
}

} // namespace marquee::player::worker
