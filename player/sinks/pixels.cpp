#include "player/sinks/pixels.hpp"

#include <libyuv.h>

namespace marquee::player {
namespace {

int as_int(std::ptrdiff_t stride) {
    return static_cast<int>(stride);
}

std::uint32_t opaque_pixel(Colour colour) {
    return 0xFF000000U | std::uint32_t{colour.red} << 16 | std::uint32_t{colour.green} << 8
           | colour.blue;
}

const libyuv::YuvConstants* constants(const Picture& picture) {
    const bool full = picture.range == ColourRange::full;
    switch (picture.matrix) {
    case ColourMatrix::bt601:
        return full ? &libyuv::kYuvJPEGConstants : &libyuv::kYuvI601Constants;
    case ColourMatrix::bt709:
        return full ? &libyuv::kYuvF709Constants : &libyuv::kYuvH709Constants;
    case ColourMatrix::bt2020:
        return full ? &libyuv::kYuvV2020Constants : &libyuv::kYuv2020Constants;
    }
    return &libyuv::kYuvH709Constants;
}

// `part` grown to even coordinates at its top left, where a chroma sample starts.
Rect chroma_aligned(Rect part) {
    const std::int32_t x = part.x & 1;
    const std::int32_t y = part.y & 1;
    return {part.x - x, part.y - y, part.width + x, part.height + y};
}

} // namespace

void fill(Colour colour, Rect area, const Canvas& canvas) {
    if (area.empty() || colour.alpha == 0) {
        return;
    }
    if (colour.alpha == 255) {
        libyuv::ARGBRect(canvas.at(area.x, area.y), as_int(canvas.stride), 0, 0, area.width,
                         area.height, opaque_pixel(colour));
        return;
    }
    const auto over = [&](std::uint8_t& below, std::uint8_t above) {
        below = static_cast<std::uint8_t>(
            (below * (255 - colour.alpha) + above * colour.alpha + 127) / 255);
    };
    for (std::int32_t y = area.y; y < area.y + area.height; ++y) {
        std::uint8_t* pixel = canvas.at(area.x, y);
        for (std::int32_t x = 0; x < area.width; ++x, pixel += 4) {
            over(pixel[0], colour.blue);
            over(pixel[1], colour.green);
            over(pixel[2], colour.red);
        }
    }
}

void copy(const Pixels& from, Rect area, const Canvas& canvas) {
    libyuv::CopyPlane(from.pixels, as_int(from.stride), canvas.at(area.x, area.y),
                      as_int(canvas.stride), area.width * 4, area.height);
}

void blend(const Pixels& from, Rect area, const Canvas& canvas) {
    std::uint8_t* to = canvas.at(area.x, area.y);
    libyuv::ARGBBlend(from.pixels, as_int(from.stride), to, as_int(canvas.stride), to,
                      as_int(canvas.stride), area.width, area.height);
}

void mix(const Pixels& first, const Pixels& second, int share, Rect area, const Canvas& canvas) {
    std::uint8_t* to = canvas.at(area.x, area.y);
    if (share <= 0 || share >= 256) {
        const Pixels& only = share <= 0 ? first : second;
        if (only.pixels != to) {
            copy(only, area, canvas);
        }
        return;
    }
    libyuv::ARGBInterpolate(first.pixels, as_int(first.stride), second.pixels,
                            as_int(second.stride), to, as_int(canvas.stride), area.width,
                            area.height, share);
}

void convert(const Picture& picture, Rect part, std::uint8_t* to, std::ptrdiff_t stride) {
    const auto plane = [&](std::size_t index, std::int32_t x, std::int32_t y) {
        return picture.planes[index] + y * picture.strides[index] + x;
    };
    libyuv::I420ToARGBMatrix(plane(0, part.x, part.y), as_int(picture.strides[0]),
                             plane(1, part.x / 2, part.y / 2), as_int(picture.strides[1]),
                             plane(2, part.x / 2, part.y / 2), as_int(picture.strides[2]), to,
                             as_int(stride), constants(picture), part.width, part.height);
}

Pixels pixels_of(const Picture& picture, Rect part, CanvasBuffer& buffer) {
    if (picture.format != PixelFormat::i420) {
        return {picture.planes[0] + part.y * picture.strides[0] + std::ptrdiff_t{part.x} * 4,
                picture.strides[0]};
    }
    const Rect aligned = chroma_aligned(part);
    const Canvas converted = buffer.cover(aligned);
    convert(picture, aligned, converted.pixels, converted.stride);
    return pixels_at(converted, part.x, part.y);
}

} // namespace marquee::player
