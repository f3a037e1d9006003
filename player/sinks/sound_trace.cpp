#include "player/sinks/sound_trace.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace marquee::player {

namespace {

constexpr std::uint32_t ground = 0x00101820; // xrgb
constexpr std::uint32_t curve = 0x0060d090;

} // namespace

void SoundTrace::add(std::span<const float> block) {
    float peak = 0;
    for (const float sample : block) {
        peak = std::max(peak, std::abs(sample));
    }
    const std::lock_guard lock(mutex_);
    peaks_[next_] = peak;
    next_ = (next_ + 1) % peaks_.size();
}

std::vector<float> SoundTrace::peaks() const {
    const std::lock_guard lock(mutex_);
    const auto oldest = peaks_.begin() + static_cast<std::ptrdiff_t>(next_);
    std::vector<float> in_order(oldest, peaks_.end());
    in_order.insert(in_order.end(), peaks_.begin(), oldest);
    return in_order;
}

bool SoundTrace::is_silent() const {
    const std::lock_guard lock(mutex_);
    return std::all_of(peaks_.begin(), peaks_.end(), [](float peak) { return peak == 0; });
}

Picture SoundTrace::draw() const {
    const auto width = static_cast<std::size_t>(size.width);
    auto pixels = std::make_shared<std::vector<std::uint32_t>>(
        width * static_cast<std::size_t>(size.height), ground);
    const std::vector<float> heights = peaks();
    for (std::size_t x = 0; x < width; ++x) {
        const float half = static_cast<float>(size.height) / 2;
        const auto reach = static_cast<std::int32_t>(heights[x] * (half - 1));
        for (std::int32_t y = size.height / 2 - reach; y <= size.height / 2 + reach; ++y) {
            (*pixels)[static_cast<std::size_t>(y) * width + x] = curve;
        }
    }
    Picture picture;
    picture.size = size;
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels->data());
    picture.strides[0] = std::ptrdiff_t{size.width} * 4;
    picture.owner = std::move(pixels);
    return picture;
}

} // namespace marquee::player
