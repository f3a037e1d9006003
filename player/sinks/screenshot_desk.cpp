#include "player/sinks/screenshot_desk.hpp"

#include <cstring>
#include <utility>

#include "player/sinks/png_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {

namespace {

std::ptrdiff_t row_bytes(Size size) {
    return std::ptrdiff_t{size.width} * 4;
}

} // namespace

Result<std::string> ScreenshotDesk::screenshot(const std::string& display_name,
                                               Milliseconds patience) {
    std::unique_lock lock(mutex_);
    wanted_ = display_name;
    pixels_.reset();
    const bool copied = taken_.wait_for(lock, patience, [this] { return pixels_.has_value(); });
    wanted_.clear();
    if (!copied) {
        return fail(ErrorCode::timed_out, "the display presents nothing", display_name);
    }
    const std::vector<std::uint8_t> pixels = *std::exchange(pixels_, std::nullopt);
    Picture picture;
    picture.size = size_;
    lock.unlock();
    picture.planes[0] = pixels.data();
    picture.strides[0] = row_bytes(picture.size);
    Result<std::string> png = encode_png(picture);
    if (png && png->size() > limits::screenshot_bytes_max) {
        return fail(ErrorCode::too_large, "the screenshot is over its limit", display_name);
    }
    return png;
}

bool ScreenshotDesk::wants(const std::string& display_name) const {
    const std::lock_guard lock(mutex_);
    return wanted_ == display_name && !pixels_;
}

void ScreenshotDesk::take(const std::string& display_name, const Picture& shown) {
    const auto bytes = static_cast<std::size_t>(row_bytes(shown.size));
    std::vector<std::uint8_t> pixels(bytes * static_cast<std::size_t>(shown.size.height));
    for (std::int32_t row = 0; row < shown.size.height; ++row) {
        std::memcpy(pixels.data() + static_cast<std::size_t>(row) * bytes,
                    shown.planes[0] + row * shown.strides[0], bytes);
    }
    {
        const std::lock_guard lock(mutex_);
        if (wanted_ != display_name || pixels_) {
            return;
        }
        pixels_ = std::move(pixels);
        size_ = shown.size;
    }
    taken_.notify_one();
}

} // namespace marquee::player
