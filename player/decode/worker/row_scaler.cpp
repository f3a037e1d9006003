#include "player/decode/worker/row_scaler.hpp"

#include <algorithm>
#include <utility>

// Two forms of a loop, of which the processor it runs on takes the wider one. Both do the same
// sums in the same order, so the picture is the same. Sanitizers do not start with such functions.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                   \
    && !defined(__SANITIZE_THREAD__)
#define MARQUEE_WIDE [[gnu::target_clones("avx2", "default")]]
#else
#define MARQUEE_WIDE
#endif

namespace marquee::player::worker {

namespace {

// One pixel, one register, on every machine we build for.
using Pixel [[gnu::vector_size(16)]] = float;
using Places [[gnu::vector_size(16)]] = std::int32_t;

constexpr std::size_t target_channels = 4;
constexpr std::size_t held_rows_max = 8;

MARQUEE_WIDE void add_one(const std::uint8_t* __restrict row, float weight, float* __restrict sums,
                          std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        sums[i] += weight * static_cast<float>(row[i]);
    }
}

MARQUEE_WIDE void add_two(const std::uint8_t* __restrict row, const std::uint8_t* __restrict next,
                          const float* weights, float* __restrict sums, std::size_t count) {
    const float weight = weights[0];
    const float next_weight = weights[1];
    for (std::size_t i = 0; i < count; ++i) {
        const float sum = sums[i] + weight * static_cast<float>(row[i]);
        sums[i] = sum + next_weight * static_cast<float>(next[i]);
    }
}

// Adds rows that follow each other. In pieces, which stay in the processor's nearest memory.
void add_rows(const std::uint8_t* rows, std::size_t row_bytes, std::span<const float> weights,
              std::span<float> sums) {
    constexpr std::size_t piece = 1024;
    for (std::size_t begin = 0; begin < sums.size(); begin += piece) {
        const std::size_t count = std::min(piece, sums.size() - begin);
        const std::uint8_t* row = rows + begin;
        float* into = sums.data() + begin;
        std::size_t tap = 0;
        for (; tap + 2 <= weights.size(); tap += 2, row += 2 * row_bytes) {
            add_two(row, row + row_bytes, weights.data() + tap, into, count);
        }
        if (tap < weights.size()) {
            add_one(row, weights[tap], into, count);
        }
    }
}

// A half goes up even where the sum, in floats, came out a little under it: in whatever order and
// by whatever instructions it was summed, the picture is the same.
constexpr float half = 0.5F + 1.0F / 1024;

// Rounds; beyond an edge between black and white a sum may leave the range.
MARQUEE_WIDE void to_bytes(const float* __restrict line, std::uint8_t* __restrict bytes,
                           std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float value = line[i] + half;
        const float least = value < 0.0F ? 0.0F : value;
        bytes[i] =
            static_cast<std::uint8_t>(static_cast<std::int32_t>(least > 255.0F ? 255.0F : least));
    }
}

// From `sums`, where the axis' lowest pixel comes first; one float behind its end may be read.
template<std::size_t channels>
void scale_across(const ScaleAxis& axis, const float* sums, float* line) {
    const auto count = static_cast<std::size_t>(axis.taps.front().count);
    const float* weights = axis.weights.data();
    for (const ScaleAxis::Taps& taps : axis.taps) {
        const float* place = sums + static_cast<std::size_t>(taps.first - axis.lowest) * channels;
        Pixel sum{};
        for (std::size_t tap = 0; tap < count; ++tap, place += channels) {
            Pixel pixel;
            __builtin_memcpy(&pixel, place, sizeof pixel);
            sum += weights[tap] * pixel;
        }
        if constexpr (channels == 3) {
            constexpr Pixel opaque{255, 255, 255, 255};
            sum = __builtin_shuffle(sum, opaque, Places{2, 1, 0, 4});
        }
        __builtin_memcpy(line, &sum, sizeof sum);
        line += target_channels;
        weights += count;
    }
}

} // namespace

RowScaler::RowScaler(const ScalerSource& source, Size target, RowSink sink)
    : target_(target),
      sink_(std::move(sink)),
      layout_(source.layout),
      across_(with_even_taps(make_axis(
          {source.size.width, source.part.x, source.part.width, target.width}, source.pixels))),
      down_(make_axis({source.size.height, source.part.y, source.part.height, target.height},
                      source.pixels)),
      row_bytes_(static_cast<std::size_t>(source.size.width) * bytes_of_pixel(source.layout)),
      held_rows_(held_rows_max * row_bytes_),
      line_(static_cast<std::size_t>(target.width) * target_channels),
      bytes_(line_.size()) {}

std::span<std::uint8_t> RowScaler::row() {
    return std::span(held_rows_).subspan(held_ * row_bytes_, row_bytes_);
}

void RowScaler::take_row() {
    ++held_;
    ++taken_;
    if (held_ == held_rows_max || taken_ > down_.highest) {
        weigh_held();
        held_ = 0;
    }
}

void RowScaler::weigh_held() {
    const std::int32_t oldest = taken_ - static_cast<std::int32_t>(held_);
    const std::size_t skipped = static_cast<std::size_t>(across_.lowest) * bytes_of_pixel(layout_);
    for (std::int32_t target = next_row_; target < target_.height; ++target) {
        const ScaleAxis::Taps& taps = down_.taps[static_cast<std::size_t>(target)];
        const std::int32_t end = taps.first + taps.count;
        const std::int32_t from = std::max(taps.first, oldest);
        const std::int32_t to = std::min(end, taken_);
        if (from >= to) {
            break;
        }
        Sums& sums = sums_of(target);
        add_rows(held_rows_.data() + static_cast<std::size_t>(from - oldest) * row_bytes_ + skipped,
                 row_bytes_,
                 std::span(down_.weights)
                     .subspan(taps.weights + static_cast<std::size_t>(from - taps.first),
                              static_cast<std::size_t>(to - from)),
                 std::span(sums).first(sums.size() - 1));
        if (end <= taken_) {
            finish();
        }
    }
}

RowScaler::Sums& RowScaler::sums_of(std::int32_t target) {
    const auto place = static_cast<std::size_t>(target - next_row_);
    if (place < sums_.size()) {
        return sums_[place];
    }
    // A pixel of three channels is read as one of four.
    const std::size_t seen = static_cast<std::size_t>(across_.highest + 1 - across_.lowest);
    Sums sums = std::exchange(spare_, {});
    sums.assign(seen * bytes_of_pixel(layout_) + 1, 0.0F);
    return sums_.emplace_back(std::move(sums));
}

void RowScaler::finish() {
    if (layout_ == RowLayout::rgb) {
        scale_across<3>(across_, sums_.front().data(), line_.data());
    } else {
        scale_across<4>(across_, sums_.front().data(), line_.data());
    }
    to_bytes(line_.data(), bytes_.data(), bytes_.size());
    sink_(next_row_++, bytes_);
    spare_ = std::move(sums_.front());
    sums_.pop_front();
}

} // namespace marquee::player::worker
