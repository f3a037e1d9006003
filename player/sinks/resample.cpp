#include "player/sinks/resample.hpp"

#include <algorithm>
#include <cstring>

#include <libyuv.h>

namespace marquee::player {
namespace {

constexpr std::int32_t pixel_bytes = 4;
constexpr std::int64_t fine_one = 65'536;

// Lanes of 16 bits; the compiler makes the machine's own instructions of them.
using Bytes = std::uint8_t __attribute__((vector_size(8)));
using Lanes = std::uint16_t __attribute__((vector_size(16)));

Lanes two_pixels(const std::uint8_t* from) {
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof(bytes));
    return __builtin_convertvector(bytes, Lanes);
}

Lanes weights_of(const std::array<std::uint16_t, 8>& weights) {
    Lanes lanes;
    std::memcpy(&lanes, weights.data(), sizeof(lanes));
    return lanes;
}

// The weighted means of two pairs of pixels, side by side.
Bytes means(Lanes first, Lanes second) {
    const Lanes near = __builtin_shuffle(first, second, Lanes{0, 1, 2, 3, 8, 9, 10, 11});
    const Lanes far = __builtin_shuffle(first, second, Lanes{4, 5, 6, 7, 12, 13, 14, 15});
    const Lanes sum = (near + far + 128) >> 8;
    return __builtin_convertvector(sum, Bytes);
}

} // namespace

// Centres of pixels lie on centres of pixels where nothing is scaled.
Resampler::Place Resampler::place(const Axis& axis, std::int32_t target) {
    const std::int64_t centre =
        (2 * std::int64_t{target} + 1) * axis.fine_length / (2 * std::int64_t{axis.target_length});
    const std::int64_t at = axis.fine_from + centre - fine_one / 2 + fine_one / 512;
    const std::int64_t first = std::int64_t{axis.source_from} * fine_one;
    const std::int64_t last = first + (axis.source_length - 1) * fine_one;
    const std::int64_t inside = std::clamp(at, first, last);
    return {static_cast<std::int32_t>(inside / fine_one - axis.source_from),
            static_cast<std::int32_t>(inside % fine_one * 256 / fine_one)};
}

void Resampler::lay_out_columns(const Axis& axis, std::int32_t from, std::int32_t count) {
    columns_.resize(static_cast<std::size_t>(count));
    for (std::int32_t i = 0; i < count; ++i) {
        const Place where = place(axis, from + i);
        Column& column = columns_[static_cast<std::size_t>(i)];
        column.offset = where.index * pixel_bytes;
        std::fill_n(column.weights.begin(), 4, static_cast<std::uint16_t>(256 - where.share));
        std::fill_n(column.weights.begin() + 4, 4, static_cast<std::uint16_t>(where.share));
    }
}

void Resampler::put_row(const std::uint8_t* row, std::uint8_t* to) const {
    const auto mean = [&](std::size_t i) {
        return two_pixels(row + columns_[i].offset) * weights_of(columns_[i].weights);
    };
    std::size_t i = 0;
    for (; i + 1 < columns_.size(); i += 2, to += 2 * pixel_bytes) {
        const Bytes pair = means(mean(i), mean(i + 1));
        std::memcpy(to, &pair, sizeof(pair));
    }
    if (i < columns_.size()) {
        const Lanes only = mean(i);
        const Bytes pair = means(only, only);
        std::memcpy(to, &pair, pixel_bytes);
    }
}

void Resampler::draw(const Pixels& from, const Piece& piece, Rect target, Rect seen,
                     const Canvas& canvas) {
    const Axis across{piece.fine->x, piece.fine->width, piece.source.x, piece.source.width,
                      target.width};
    const Axis down{piece.fine->y, piece.fine->height, piece.source.y, piece.source.height,
                    target.height};
    const bool even = across.fine_length == target.width * fine_one;
    if (!even) {
        lay_out_columns(across, seen.x - target.x, seen.width);
    }
    const std::size_t row_bytes = static_cast<std::size_t>(piece.source.width) * pixel_bytes;
    row_.resize(row_bytes + 2 * pixel_bytes); // the last pixel has a neighbour
    const Place left = place(across, seen.x - target.x);
    for (std::int32_t y = seen.y; y < seen.y + seen.height; ++y) {
        const Place where = place(down, y - target.y);
        const std::uint8_t* upper = from.pixels + where.index * from.stride;
        const bool between = where.share != 0;
        const std::uint8_t* lower = between ? upper + from.stride : upper;
        std::uint8_t* to = canvas.at(seen.x, y);
        if (even && left.share == 0) {
            const std::ptrdiff_t skip = std::ptrdiff_t{left.index} * pixel_bytes;
            libyuv::InterpolatePlane(upper + skip, 0, lower + skip, 0, to, 0,
                                     seen.width * pixel_bytes, 1, where.share);
            continue;
        }
        libyuv::InterpolatePlane(upper, 0, lower, 0, row_.data(), 0, static_cast<int>(row_bytes), 1,
                                 where.share);
        std::memcpy(row_.data() + row_bytes, row_.data() + row_bytes - pixel_bytes, pixel_bytes);
        if (even) {
            const std::uint8_t* near = row_.data() + std::ptrdiff_t{left.index} * pixel_bytes;
            libyuv::InterpolatePlane(near, 0, near + pixel_bytes, 0, to, 0,
                                     seen.width * pixel_bytes, 1, left.share);
        } else {
            put_row(row_.data(), to);
        }
    }
}

} // namespace marquee::player
