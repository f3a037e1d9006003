#include "player/decode/worker/row_scaler.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace marquee::player::worker {

namespace {

using Bytes4 [[gnu::vector_size(4)]] = std::uint8_t;
using Ints4 [[gnu::vector_size(16)]] = std::int32_t;

constexpr std::size_t pixel_bytes = 4;

} // namespace

RowScaler::RowScaler(Size source, const Part& part, Size target, RowSink sink)
    : target_(target),
      sink_(std::move(sink)),
      across_(make_axis(source.width, part.x, part.width, target.width)),
      down_(make_axis(source.height, part.y, part.height, target.height)),
      scaled_(static_cast<std::size_t>(target.width)),
      bytes_(static_cast<std::size_t>(target.width) * pixel_bytes) {}

RowScaler::Axis RowScaler::make_axis(std::int32_t source, double from, double length,
                                     std::int32_t target) {
    const double step = length / target;
    const auto lowest = static_cast<std::int32_t>(std::floor(from));
    const auto highest =
        std::min(source - 1, static_cast<std::int32_t>(std::ceil(from + length)) - 1);
    Axis axis;
    axis.taps.reserve(static_cast<std::size_t>(target));
    for (std::int32_t place = 0; place < target; ++place) {
        // Going up, the window is one source pixel wide around the target pixel's centre: its
        // overlaps are exactly the linear weights.
        const double width = std::max(step, 1.0);
        const double begin = from + (place + 0.5) * step - width / 2;
        const double end = begin + width;
        const auto first =
            std::clamp(static_cast<std::int32_t>(std::floor(begin)), lowest, highest);
        const auto last = std::clamp(static_cast<std::int32_t>(std::ceil(end)) - 1, first, highest);
        axis.taps.push_back({first, last - first + 1, axis.weights.size()});
        for (std::int32_t pixel = first; pixel <= last; ++pixel) {
            // The outermost pixels also stand for what lies beyond the edge.
            const double left = pixel == first ? begin : pixel;
            const double right = pixel == last ? end : pixel + 1.0;
            axis.weights.push_back(static_cast<float>((right - left) / width));
        }
    }
    return axis;
}

void RowScaler::feed(std::span<const std::uint8_t> row) {
    const std::int32_t y = fed_++;
    bool is_scaled = false;
    for (std::int32_t target = next_row_; target < target_.height; ++target) {
        const Taps& taps = down_.taps[static_cast<std::size_t>(target)];
        if (y < taps.first) {
            break;
        }
        if (!std::exchange(is_scaled, true)) {
            scale_across(row);
        }
        PixelRow& sum = sum_of(target);
        const float weight = down_.weights[taps.weights + static_cast<std::size_t>(y - taps.first)];
        for (std::size_t x = 0; x < sum.size(); ++x) {
            sum[x] += weight * scaled_[x];
        }
        if (y == taps.first + taps.count - 1) {
            finish(target, sum);
        }
    }
}

void RowScaler::scale_across(std::span<const std::uint8_t> row) {
    const std::uint8_t* source = row.data();
    for (std::size_t x = 0; x < scaled_.size(); ++x) {
        const Taps& taps = across_.taps[x];
        const float* weights = across_.weights.data() + taps.weights;
        const std::uint8_t* pixel = source + static_cast<std::size_t>(taps.first) * pixel_bytes;
        Pixel sum{};
        for (std::int32_t tap = 0; tap < taps.count; ++tap, pixel += pixel_bytes) {
            Bytes4 bytes;
            __builtin_memcpy(&bytes, pixel, sizeof bytes);
            sum += weights[tap] * __builtin_convertvector(bytes, Pixel);
        }
        scaled_[x] = sum;
    }
}

RowScaler::PixelRow& RowScaler::sum_of(std::int32_t y) {
    const auto place = sums_.find(y);
    if (place != sums_.end()) {
        return place->second;
    }
    PixelRow row;
    if (!spare_.empty()) {
        row = std::move(spare_.back());
        spare_.pop_back();
    }
    row.assign(scaled_.size(), Pixel{});
    return sums_.emplace(y, std::move(row)).first->second;
}

void RowScaler::finish(std::int32_t y, const PixelRow& sum) {
    constexpr Pixel half{0.5F, 0.5F, 0.5F, 0.5F};
    for (std::size_t x = 0; x < sum.size(); ++x) {
        const Ints4 rounded = __builtin_convertvector(sum[x] + half, Ints4);
        const Bytes4 bytes = __builtin_convertvector(rounded, Bytes4);
        __builtin_memcpy(bytes_.data() + x * pixel_bytes, &bytes, sizeof bytes);
    }
    sink_(y, bytes_);
    spare_.push_back(std::move(sums_.at(y)));
    sums_.erase(y);
    next_row_ = y + 1;
}

} // namespace marquee::player::worker
