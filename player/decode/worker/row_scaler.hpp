// Scales a picture while its rows stream by: first down the columns, then along the finished row
// (scale_axis.hpp says by which weights). Holds a few rows, never the picture.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <vector>

#include "player/decode/worker/picture_header.hpp"
#include "player/decode/worker/scale_axis.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player::worker {

// A part of the source, in source pixels and fractions of them.
struct Part {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

// The rows that come, and the part of them that is seen: it lies in them and is not empty.
struct ScalerSource {
    Size size;
    Part part;
    RowLayout layout = RowLayout::bgra;
    SourcePixels pixels = SourcePixels::original;
};

class RowScaler {
public:
    // One target row, four bytes a pixel: blue, green, red, alpha (255 where the source has none).
    // y counts from 0 without gaps.
    using RowSink = std::function<void(std::int32_t y, std::span<const std::uint8_t> row)>;

    RowScaler(const ScalerSource& source, Size target, RowSink sink);

    // Where the next source row is to be written.
    std::span<std::uint8_t> row();

    // It has been written.
    void take_row();

    // Later rows change nothing any more.
    bool done() const { return next_row_ == target_.height; }

private:
    using Sums = std::vector<float>; // a row of the source's channels

    void weigh_held();
    Sums& sums_of(std::int32_t target);
    void finish();

    Size target_;
    RowSink sink_;
    RowLayout layout_;
    ScaleAxis across_;
    ScaleAxis down_;
    std::size_t row_bytes_;
    std::vector<std::uint8_t> held_rows_; // the last rows taken, not weighed yet
    std::size_t held_ = 0;
    std::int32_t taken_ = 0;    // source rows so far
    std::int32_t next_row_ = 0; // first target row that is not finished
    std::deque<Sums> sums_;     // target rows begun, from next_row_ on
    Sums spare_;
    std::vector<float> line_; // the finished row, scaled across
    std::vector<std::uint8_t> bytes_;
};

} // namespace marquee::player::worker
