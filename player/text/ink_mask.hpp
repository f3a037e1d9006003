// Where ink lies: how much of each pixel it covers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player {

// A glyph as pixels, placed by its origin: `at` is relative to the pixel the origin lies in.
struct GlyphImage {
    Rect at;
    std::vector<std::uint8_t> coverage; // row by row
};

// 0..255 of each pixel of `area`; coordinates are those of the picture, `area` may reach past it.
struct InkMask {
    Rect area;
    std::vector<std::uint8_t> coverage; // row by row

    InkMask() = default;
    explicit InkMask(Rect whole)
        : area(whole),
          coverage(static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height)) {
    }

    std::uint8_t* row(std::int32_t y) {
        return coverage.data() + std::ptrdiff_t{y - area.y} * area.width;
    }
    const std::uint8_t* row(std::int32_t y) const {
        return coverage.data() + std::ptrdiff_t{y - area.y} * area.width;
    }
};

// soft: grey at its edge, as smooth letters are. hard: whole pixels only.
enum class EdgeKind { soft, hard };

// The same ink, `pixels` wider all around, corners rounded: what lies at most that far from it. A
// soft edge keeps the greys of straight strokes as they are. What reaches past the area is cut.
InkMask spread(const InkMask& ink, std::int32_t pixels, EdgeKind edge);

} // namespace marquee::player
