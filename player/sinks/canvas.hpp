// Memory that a scene is drawn into.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// A view of bgrx pixels that covers `area` of the display; it owns nothing.
struct Canvas {
    std::uint8_t* pixels = nullptr; // of the top left corner of `area`
    std::ptrdiff_t stride = 0;      // bytes
    Rect area;                      // in pixels of the display

    // (x, y) in pixels of the display, inside `area`.
    std::uint8_t* at(std::int32_t x, std::int32_t y) const {
        return pixels + (y - area.y) * stride + std::ptrdiff_t{x - area.x} * 4;
    }
};

// Memory of its own, reused from frame to frame. One thread.
class CanvasBuffer {
public:
    // Contents are undefined afterwards, unless the size is the same as before.
    Canvas cover(Rect area) {
        const auto width = static_cast<std::size_t>(area.width);
        const std::size_t bytes = width * static_cast<std::size_t>(area.height) * 4;
        pixels_.resize(std::max(pixels_.size(), bytes)); // growing writes every byte: never shrink
        return {pixels_.data(), std::ptrdiff_t{area.width} * 4, area};
    }

private:
    std::vector<std::uint8_t> pixels_;
};

} // namespace marquee::player
