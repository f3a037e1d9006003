#include "player/text/colour_ramp.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace marquee::player {
namespace {

double to_linear(std::uint8_t value) {
    const double encoded = value / 255.0;
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

double to_srgb(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

std::uint8_t to_byte(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

} // namespace

Light light_of(Colour colour) {
    const double alpha = colour.alpha / 255.0;
    return {to_linear(colour.blue) * alpha, to_linear(colour.green) * alpha,
            to_linear(colour.red) * alpha, alpha};
}

Light mixed(const Light& below, const Light& above, double share) {
    const double rest = 1 - share;
    return {below.blue * rest + above.blue * share, below.green * rest + above.green * share,
            below.red * rest + above.red * share, below.alpha * rest + above.alpha * share};
}

Light laid_over(const Light& below, const Light& above, double part) {
    const double seen = 1 - above.alpha * part;
    return {above.blue * part + below.blue * seen, above.green * part + below.green * seen,
            above.red * part + below.red * seen, above.alpha * part + below.alpha * seen};
}

std::uint32_t pixel_of(const Light& light) {
    const auto channel = [&](double value) {
        return light.alpha > 0 ? to_byte(to_srgb(value / light.alpha) * light.alpha)
                               : std::uint8_t{0};
    };
    const std::array<std::uint8_t, 4> bytes{channel(light.blue), channel(light.green),
                                            channel(light.red), to_byte(light.alpha)};
    return std::bit_cast<std::uint32_t>(bytes);
}

Colour colour_of(const Light& light) {
    const auto channel = [&](double value) {
        return light.alpha > 0 ? to_byte(to_srgb(value / light.alpha)) : std::uint8_t{0};
    };
    return {channel(light.red), channel(light.green), channel(light.blue), to_byte(light.alpha)};
}

ColourRamp::ColourRamp(Colour background, Colour text) {
    const Light below = light_of(background);
    const Light above = light_of(text);
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        pixels_[i] = pixel_of(laid_over(below, above, static_cast<double>(i) / 255.0));
    }
}

} // namespace marquee::player
