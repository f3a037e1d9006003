// JPEG files no tool here writes: any EXIF orientation, CMYK.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// The colour of each stored pixel.
using Painter = std::function<Colour(std::int32_t x, std::int32_t y)>;

// cmyk, ycck: as Adobe stores them, inverted.
enum class Inks { rgb, cmyk, ycck };

struct JpegRecipe {
    Size size;
    Painter painter;
    int exif_orientation = 0; // 0: no EXIF block
    Inks inks = Inks::rgb;
    bool progressive = false;
};

std::vector<std::uint8_t> make_jpeg(const JpegRecipe& recipe);

} // namespace marquee::player
