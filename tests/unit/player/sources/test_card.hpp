// A picture that shows what was done to it: which way is up, where it was cut, what was stretched.
#pragma once

#include "tests/unit/player/sinks/pictures.hpp"

namespace marquee::player {

// A gradient from `from` to `to`, a grid of eighths, a circle in the middle, an F at the top left
// and a frame that is red, green, blue and white on its sides. Whole numbers only.
inline Colour card_pixel(std::int32_t x, std::int32_t y, Size size, Colour from, Colour to) {
    const std::int32_t w = size.width;
    const std::int32_t h = size.height;
    const std::int32_t border = std::min(w, h) / 24 + 1;
    if (y < border) {
        return {255, 0, 0, 255};
    }
    if (x >= w - border) {
        return {0, 200, 0, 255};
    }
    if (y >= h - border) {
        return {0, 0, 255, 255};
    }
    if (x < border) {
        return colours::white;
    }
    const std::int32_t unit = std::min(w, h) / 12 + 1;
    const std::int32_t column = (x - 2 * border) / unit;
    const std::int32_t row = (y - 2 * border) / unit;
    const bool in_letter = x >= 2 * border && y >= 2 * border && column < 3 && row < 5
                           && (column == 0 || row == 0 || (row == 2 && column < 2));
    if (in_letter) {
        return {255, 255, 0, 255};
    }
    const std::int32_t dx = 2 * x - w;
    const std::int32_t dy = 2 * y - h;
    const std::int32_t radius = std::min(w, h) * 2 / 3;
    const std::int32_t distance = dx * dx + dy * dy;
    if (distance < radius * radius && distance > (radius - 3 * border) * (radius - 3 * border)) {
        return colours::white;
    }
    if (x * 8 / w != (x - 1) * 8 / w || y * 8 / h != (y - 1) * 8 / h) {
        return {20, 20, 20, 255};
    }
    const auto between = [&](std::int32_t first, std::int32_t last) {
        return static_cast<std::uint8_t>((first * (w + h - x - y) + last * (x + y)) / (w + h));
    };
    return {between(from.red, to.red), between(from.green, to.green), between(from.blue, to.blue),
            255};
}

inline Picture card(Size size, Colour from, Colour to) {
    return painted(size, PixelFormat::bgrx, [=](std::int32_t x, std::int32_t y) {
        return card_pixel(x, y, size, from, to);
    });
}

// As a film has it: BT.709 in the limited range.
inline Picture film_card(Size size, Colour from, Colour to) {
    const auto at = [&](std::int32_t x, std::int32_t y) {
        return card_pixel(std::min(x, size.width - 1), std::min(y, size.height - 1), size, from,
                          to);
    };
    std::vector<std::uint8_t> samples;
    for (std::int32_t y = 0; y < size.height; ++y) {
        for (std::int32_t x = 0; x < size.width; ++x) {
            const Colour c = at(x, y);
            samples.push_back(static_cast<std::uint8_t>(
                16 + (183 * c.red + 614 * c.green + 62 * c.blue) * 255 / 256 / 1'000));
        }
    }
    for (const bool red_difference : {false, true}) {
        for (std::int32_t y = 0; y < size.height; y += 2) {
            for (std::int32_t x = 0; x < size.width; x += 2) {
                const Colour c = at(x, y);
                const std::int32_t scaled = red_difference
                                                ? 439 * c.red - 399 * c.green - 40 * c.blue
                                                : 439 * c.blue - 338 * c.green - 101 * c.red;
                samples.push_back(static_cast<std::uint8_t>(128 + scaled / 1'000));
            }
        }
    }
    return planar(size, std::move(samples));
}

} // namespace marquee::player
