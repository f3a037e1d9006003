// GIF files as their authors' tools would not write them: any disposal, any delay, any size.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// GIF89a, "Disposal Method": what becomes of a frame's rectangle when its time is over.
enum class Disposal : std::uint8_t { none = 0, keep = 1, to_background = 2, to_previous = 3 };

// Colours are numbers in gif_palette; 7 is the transparent one.
struct GifFrame {
    Rect place;
    std::vector<std::uint8_t> pixels; // row by row
    int delay_hundredths = 10;
    Disposal disposal = Disposal::keep;
};

inline constexpr std::array<Colour, 8> gif_palette{{{0, 0, 0, 255},
                                                    {255, 0, 0, 255},
                                                    {0, 255, 0, 255},
                                                    {0, 0, 255, 255},
                                                    {255, 255, 0, 255},
                                                    {0, 255, 255, 255},
                                                    {255, 255, 255, 255},
                                                    {0, 0, 0, 0}}};

std::vector<std::uint8_t> make_gif(Size canvas, const std::vector<GifFrame>& frames);

} // namespace marquee::player
