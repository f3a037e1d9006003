// Pictures that move by less than a pixel: bilinear, to a 256th of a pixel.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "player/ports/frame.hpp"
#include "player/sinks/pixels.hpp"

namespace marquee::player {

// Working memory, kept from frame to frame. One thread.
class Resampler {
public:
    // Draws what of `target` lies in `seen`, a part of it: pixel (x, y) of the target is the mean
    // of the four pixels around the place in the picture that `fine` gives it. `from` holds the
    // piece's source, and nothing outside of it is looked at. Pixels stay the same however `seen`
    // cuts the target up. About a nanosecond a pixel; half of that where `fine` has the target's
    // size.
    void draw(const Pixels& from, const Piece& piece, Rect target, Rect seen, const Canvas& canvas);

private:
    // Two neighbouring pixels and their weights, 256 in all.
    struct Column {
        std::int32_t offset; // bytes into the row
        std::array<std::uint16_t, 8> weights;
    };
    struct Axis {
        std::int64_t fine_from;
        std::int64_t fine_length;
        std::int32_t source_from;
        std::int32_t source_length;
        std::int32_t target_length;
    };
    // A place between pixel `index` of the source and the one after it.
    struct Place {
        std::int32_t index;
        std::int32_t share; // of the one after it, 0..255
    };

    static Place place(const Axis& axis, std::int32_t target);
    void lay_out_columns(const Axis& axis, std::int32_t from, std::int32_t count);
    void put_row(const std::uint8_t* row, std::uint8_t* to) const;

    std::vector<Column> columns_;
    std::vector<std::uint8_t> row_;
};

} // namespace marquee::player
