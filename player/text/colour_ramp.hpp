// From coverage to colour.
#pragma once

#include <array>
#include <cstdint>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// Blends text over its background in linear light, as glass does: a half-covered pixel between
// black and white is sRGB 188, not 128, so thin strokes keep their weight. IEC 61966-2-1.
class ColourRamp {
public:
    ColourRamp(Colour background, Colour text);

    // Blue, green, red, alpha as the bytes of a pixel in memory; colour premultiplied by alpha.
    std::uint32_t at(std::uint8_t coverage) const { return pixels_[coverage]; }

private:
    std::array<std::uint32_t, 256> pixels_;
};

} // namespace marquee::player
