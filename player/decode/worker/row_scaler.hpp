// Scales a picture while its rows stream by.
//
// Downwards by area (every source pixel counts by how much of it lies under the target pixel), up
// by linear interpolation; each direction for itself. Holds a few rows, never the picture.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "schemas/model/geometry.hpp"

namespace marquee::player::worker {

// A part of the source, in source pixels and fractions of them.
struct Part {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

class RowScaler {
public:
    // One target row, four bytes a pixel; y counts from 0 without gaps.
    using RowSink = std::function<void(std::int32_t y, std::span<const std::uint8_t> row)>;

    // `part` lies in the source and is not empty.
    RowScaler(Size source, const Part& part, Size target, RowSink sink);

    // The next source row, four bytes a pixel.
    void feed(std::span<const std::uint8_t> row);

    // Later rows change nothing any more.
    bool done() const { return next_row_ == target_.height; }

private:
    // Target pixel = sum over `count` source pixels from `first` on, weights from `weights` on.
    struct Taps {
        std::int32_t first;
        std::int32_t count;
        std::size_t weights;
    };
    struct Axis {
        std::vector<Taps> taps; // per target pixel, `first` ascending
        std::vector<float> weights;
    };
    // [[gnu::vector_size]]: one pixel, one register, on every machine we build for.
    using Pixel [[gnu::vector_size(16)]] = float;
    using PixelRow = std::vector<Pixel>;

    static Axis make_axis(std::int32_t source, double from, double length, std::int32_t target);

    void scale_across(std::span<const std::uint8_t> row);
    PixelRow& sum_of(std::int32_t y);
    void finish(std::int32_t y, const PixelRow& sum);

    Size target_;
    RowSink sink_;
    Axis across_;
    Axis down_;
    std::int32_t fed_ = 0;                  // source rows so far
    std::int32_t next_row_ = 0;             // first target row that is not finished
    PixelRow scaled_;                       // the fed row, scaled across
    std::map<std::int32_t, PixelRow> sums_; // unfinished target rows
    std::vector<PixelRow> spare_;
    std::vector<std::uint8_t> bytes_;
};

} // namespace marquee::player::worker
