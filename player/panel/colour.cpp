#include "player/panel/colour.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player {
namespace {

constexpr std::uint32_t doubled = 0x101;           // a byte twice: 255 becomes 65,535
constexpr std::int32_t coolest_polynomial = 7'000; // where CIE 015 goes from one to the other

double daylight_x(double kelvin) {
    const double per = 1e3 / kelvin;
    return kelvin <= coolest_polynomial
               ? ((-4.6070 * per + 2.9678) * per + 0.09911) * per + 0.244063
               : ((-2.0064 * per + 1.9018) * per + 0.24748) * per + 0.237040;
}

} // namespace

std::array<double, 3> gains_of(std::int32_t temperature_kelvin) {
    if (temperature_kelvin == 0) {
        return {1, 1, 1};
    }
    const double x = daylight_x(temperature_kelvin);
    const double y = (-3.000 * x + 2.870) * x - 0.275;
    const double big_x = x / y;
    const double big_z = (1 - x - y) / y;
    // IEC 61966-2-1, of Y = 1.
    std::array<double, 3> gains{3.2406 * big_x - 1.5372 - 0.4986 * big_z,
                                -0.9689 * big_x + 1.8758 + 0.0415 * big_z,
                                0.0557 * big_x - 0.2040 + 1.0570 * big_z};
    const double largest = *std::max_element(gains.begin(), gains.end());
    for (double& gain : gains) {
        gain = std::max(0.0, gain / largest);
    }
    return gains;
}

std::array<double, 3> channel_factors(const PanelColour& panel, std::int32_t brightness) {
    const double light = std::clamp(brightness, 0, full_brightness) / double{full_brightness};
    std::array<double, 3> factors = gains_of(panel.temperature_kelvin);
    for (double& factor : factors) {
        factor = std::pow(factor * light, 1 / panel.panel_gamma);
    }
    return factors;
}

ColourTable colour_table(const PanelColour& panel, std::int32_t brightness) {
    ColourTable table;
    table.changes_nothing = panel == PanelColour{} && brightness >= full_brightness;
    const std::array<double, 3> factors = channel_factors(panel, brightness);
    table.is_straight = panel.panel_gamma == picture_gamma;
    for (std::size_t channel = 0; channel < factors.size(); ++channel) {
        const auto slope = static_cast<std::uint32_t>(std::lround(factors[channel] * 255));
        table.slopes[channel] = static_cast<std::uint8_t>(slope);
        for (std::uint32_t value = 0; value < 256; ++value) {
            const double curve = std::pow(value / 255.0, picture_gamma / panel.panel_gamma);
            table.channels[channel][value] = static_cast<std::uint8_t>(
                table.is_straight
                    ? value * doubled * slope * doubled >> 24U
                    : static_cast<std::uint32_t>(std::lround(factors[channel] * curve * 255)));
        }
    }
    return table;
}

} // namespace marquee::player
