// What a picture says of itself before it is decoded.
#pragma once

#include <cstddef>

#include "player/decode/worker/orientation.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player::worker {

enum class Alpha { none, premultiplied };

// How the decoded rows lie in memory, a byte a channel, in this order. What has no alpha comes with
// 255 or in three.
enum class RowLayout { bgra, rgb };

constexpr std::size_t bytes_of_pixel(RowLayout layout) {
    return layout == RowLayout::rgb ? 3 : 4;
}

struct PictureHeader {
    Size stored; // as in the file, before turning
    Orientation orientation;
    Alpha alpha = Alpha::none;
    RowLayout rows = RowLayout::bgra;
};

} // namespace marquee::player::worker
