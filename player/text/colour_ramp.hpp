// From coverage to colour.
#pragma once

#include <array>
#include <cstdint>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// An amount of light and how much of a pixel it fills: linear, premultiplied by alpha, 0..1.
// sRGB to linear and back: IEC 61966-2-1.
struct Light {
    double blue = 0;
    double green = 0;
    double red = 0;
    double alpha = 0;
};

Light light_of(Colour colour);

// `share` of `above` and the rest of `below`.
Light mixed(const Light& below, const Light& above, double share);

// `above` over that part of a pixel, `below` under it and beside it.
Light laid_over(const Light& below, const Light& above, double part);

// Blue, green, red, alpha as the bytes of a pixel in memory; colour premultiplied by alpha.
std::uint32_t pixel_of(const Light& light);

// The nearest colour that is not premultiplied.
Colour colour_of(const Light& light);

// Blends text over its background in linear light, as glass does: a half-covered pixel between
// black and white is sRGB 188, not 128, so thin strokes keep their weight.
class ColourRamp {
public:
    ColourRamp(Colour background, Colour text);

    // As pixel_of.
    std::uint32_t at(std::uint8_t coverage) const { return pixels_[coverage]; }

private:
    std::array<std::uint32_t, 256> pixels_;
};

} // namespace marquee::player
