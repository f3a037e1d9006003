// Pictures and zones to draw with.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// Every pixel from `pixel_of(x, y)`; alpha 255 where the format has none.
template<typename PixelOf>
Picture painted(Size size, PixelFormat format, PixelOf pixel_of) {
    const auto bytes = std::make_shared<std::vector<std::uint8_t>>();
    for (std::int32_t y = 0; y < size.height; ++y) {
        for (std::int32_t x = 0; x < size.width; ++x) {
            const Colour colour = pixel_of(x, y);
            bytes->insert(bytes->end(), {colour.blue, colour.green, colour.red, colour.alpha});
        }
    }
    Picture picture;
    picture.format = format;
    picture.size = size;
    picture.planes[0] = bytes->data();
    picture.strides[0] = std::ptrdiff_t{size.width} * 4;
    picture.owner = bytes;
    return picture;
}

// An i420 picture of these bytes, plane after plane; an odd side has a chroma sample of its own.
inline Picture planar(Size size, std::vector<std::uint8_t> samples) {
    const auto bytes = std::make_shared<std::vector<std::uint8_t>>(std::move(samples));
    const std::int32_t half_width = (size.width + 1) / 2;
    const std::int32_t half_height = (size.height + 1) / 2;
    Picture picture;
    picture.format = PixelFormat::i420;
    picture.size = size;
    picture.planes[0] = bytes->data();
    picture.planes[1] = picture.planes[0] + std::ptrdiff_t{size.width} * size.height;
    picture.planes[2] = picture.planes[1] + std::ptrdiff_t{half_width} * half_height;
    picture.strides = {size.width, half_width, half_width};
    picture.owner = bytes;
    return picture;
}

inline std::size_t planar_bytes(Size size) {
    const auto samples = [](std::int32_t width, std::int32_t height) {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    };
    return samples(size.width, size.height)
           + 2 * samples((size.width + 1) / 2, (size.height + 1) / 2);
}

} // namespace marquee::player
