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

ColourRamp::ColourRamp(Colour background, Colour text) {
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        const double over = static_cast<double>(i) / 255.0 * text.alpha / 255.0;
        const double under = (1 - over) * background.alpha / 255.0;
        const double alpha = over + under;
        const auto channel = [&](std::uint8_t below, std::uint8_t above) {
            const double light = to_linear(above) * over + to_linear(below) * under;
            return alpha > 0 ? to_byte(to_srgb(light / alpha) * alpha) : std::uint8_t{0};
        };
        const std::array<std::uint8_t, 4> bytes{channel(background.blue, text.blue),
                                                channel(background.green, text.green),
                                                channel(background.red, text.red), to_byte(alpha)};
        pixels_[i] = std::bit_cast<std::uint32_t>(bytes);
    }
}

} // namespace marquee::player
