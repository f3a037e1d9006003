// From the colours of a picture to those that a panel is sent: gamma, white point, brightness.
//
// Pictures are made for light that goes with the 2.2th power of their values (the power that comes
// closest to IEC 61966-2-1, sRGB). A panel gives light with the power `panel_gamma` of what it is
// sent. For light of `brightness` times that of the picture, with the gain of each channel,
//
//     sent = (gain * brightness)^(1 / panel_gamma) * value^(2.2 / panel_gamma),   all of 0..1,
//
// to one of 256 steps: rounded to the nearest; but where panel_gamma is 2.2 the line is straight,
// and its slope is what is rounded, to n/255, and value * n / 254 rounded down, as processors
// multiply fastest. 0 stays 0: what is off is black whatever the gamma.
//
// The white point is that of daylight of a colour temperature: its chromaticity by the formula of
// CIE 015 (phase of daylight, 4,000 to 25,000 K), as linear RGB of IEC 61966-2-1, the largest of
// the three brought to 1. 6,504 K is the white of sRGB itself.
//
// Pure values; any thread.
#pragma once

#include <array>
#include <cstdint>

namespace marquee::player {

inline constexpr double picture_gamma = 2.2;
inline constexpr std::int32_t full_brightness = 1'000; // per mille of the light of the picture

struct PanelColour {
    double panel_gamma = picture_gamma;
    std::int32_t temperature_kelvin = 0; // 4,000..25,000; 0: white is sent as it is

    // Where nothing else is asked for, nothing is done.
    friend bool operator==(const PanelColour&, const PanelColour&) = default;
};

// Of linear light, red, green, blue; the largest is 1.
std::array<double, 3> gains_of(std::int32_t temperature_kelvin);

// What each value of each channel becomes.
struct ColourTable {
    std::array<std::array<std::uint8_t, 256>, 3> channels{}; // red, green, blue
    bool changes_nothing = true;
    bool is_straight = true; // each channel is value * slope / 254, rounded down
    std::array<std::uint8_t, 3> slopes{255, 255, 255};
};

// `brightness`: per mille, 0..full_brightness.
ColourTable colour_table(const PanelColour& panel, std::int32_t brightness);

// By what a GPU multiplies each channel for the same, 0..1, where panel_gamma is picture_gamma.
std::array<double, 3> channel_factors(const PanelColour& panel, std::int32_t brightness);

} // namespace marquee::player
