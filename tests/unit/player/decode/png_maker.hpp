// PNG files of every kind the standard knows (ISO/IEC 15948), as few tools write them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// Table 11.1 of the standard.
enum class PngColour : std::uint8_t {
    grey = 0,
    rgb = 2,
    palette = 3,
    grey_alpha = 4,
    rgb_alpha = 6
};

// The samples of a pixel, each of `depth` bits.
using PngPainter = std::function<std::vector<unsigned>(std::int32_t x, std::int32_t y)>;

struct PngRecipe {
    Size size;
    PngColour colour = PngColour::rgb;
    int depth = 8;
    PngPainter painter;
    bool interlaced = false;          // Adam7
    std::vector<std::uint8_t> plte{}; // red, green, blue of each number
    std::vector<std::uint8_t> trns{}; // as the chunk holds it
};

std::vector<std::uint8_t> make_png(const PngRecipe& recipe);

// Pieces of a PNG, for files that are none.
void append_number(std::vector<std::uint8_t>& bytes, std::uint32_t number);
void append_chunk(std::vector<std::uint8_t>& png, const std::string& name,
                  const std::vector<std::uint8_t>& payload);

} // namespace marquee::player
