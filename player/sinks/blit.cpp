#include "player/sinks/blit.hpp"

#include <vector>

#include <libyuv.h>

namespace marquee::player {
namespace {

int as_int(std::ptrdiff_t stride) {
    return static_cast<int>(stride);
}

Rect moved(Rect rect, std::int32_t x, std::int32_t y) {
    return {rect.x + x, rect.y + y, rect.width, rect.height};
}

bool inside(Rect part, Size whole) {
    return !part.empty() && part.x >= 0 && part.y >= 0 && part.width <= whole.width - part.x
           && part.height <= whole.height - part.y;
}

// ---- colours

std::uint32_t opaque_pixel(Colour colour) {
    return 0xFF000000U | std::uint32_t{colour.red} << 16 | std::uint32_t{colour.green} << 8
           | colour.blue;
}

void fill(Colour colour, Rect rect, const Canvas& canvas) {
    if (rect.empty() || colour.alpha == 0) {
        return;
    }
    if (colour.alpha == 255) {
        libyuv::ARGBRect(canvas.at(rect.x, rect.y), as_int(canvas.stride), 0, 0, rect.width,
                         rect.height, opaque_pixel(colour));
        return;
    }
    const auto over = [&](std::uint8_t& below, std::uint8_t above) {
        below = static_cast<std::uint8_t>(
            (below * (255 - colour.alpha) + above * colour.alpha + 127) / 255);
    };
    for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y) {
        std::uint8_t* pixel = canvas.at(rect.x, y);
        for (std::int32_t x = 0; x < rect.width; ++x, pixel += 4) {
            over(pixel[0], colour.blue);
            over(pixel[1], colour.green);
            over(pixel[2], colour.red);
        }
    }
}

// What is left of `rect` when `hole` is cut out: at most four rectangles.
std::vector<Rect> without(Rect rect, Rect hole) {
    hole = intersect(rect, hole);
    if (hole.empty()) {
        return {rect};
    }
    const std::int32_t right = hole.x + hole.width;
    const std::int32_t bottom = hole.y + hole.height;
    std::vector<Rect> parts;
    for (const Rect part : {Rect{rect.x, rect.y, rect.width, hole.y - rect.y},
                            Rect{rect.x, bottom, rect.width, rect.y + rect.height - bottom},
                            Rect{rect.x, hole.y, hole.x - rect.x, hole.height},
                            Rect{right, hole.y, rect.x + rect.width - right, hole.height}}) {
        if (!part.empty()) {
            parts.push_back(part);
        }
    }
    return parts;
}

// ---- pictures

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

// `part` of an i420 picture, starting at even coordinates, as bgrx.
void convert(const Picture& picture, Rect part, std::uint8_t* to, std::ptrdiff_t stride) {
    const auto plane = [&](std::size_t index, std::int32_t x, std::int32_t y) {
        return picture.planes[index] + y * picture.strides[index] + x;
    };
    libyuv::I420ToARGBMatrix(plane(0, part.x, part.y), as_int(picture.strides[0]),
                             plane(1, part.x / 2, part.y / 2), as_int(picture.strides[1]),
                             plane(2, part.x / 2, part.y / 2), as_int(picture.strides[2]), to,
                             as_int(stride), constants(picture), part.width, part.height);
}

// `part` grown to even coordinates at its top left, where a chroma sample starts.
Rect chroma_aligned(Rect part) {
    const std::int32_t x = part.x & 1;
    const std::int32_t y = part.y & 1;
    return {part.x - x, part.y - y, part.width + x, part.height + y};
}

// 4-byte pixels of a picture, ready to copy or scale; `part` of the picture starts at `pixels`.
struct Pixels {
    const std::uint8_t* pixels;
    std::ptrdiff_t stride;
};

Pixels pixels_of(const Picture& picture, Rect part, CanvasBuffer& buffer) {
    if (picture.format != PixelFormat::i420) {
        return {picture.planes[0] + part.y * picture.strides[0] + std::ptrdiff_t{part.x} * 4,
                picture.strides[0]};
    }
    const Rect aligned = chroma_aligned(part);
    const Canvas converted = buffer.cover(aligned);
    convert(picture, aligned, converted.pixels, converted.stride);
    return {converted.at(part.x, part.y), converted.stride};
}

void put(const Pixels& from, bool blended, Rect seen, const Canvas& canvas) {
    std::uint8_t* to = canvas.at(seen.x, seen.y);
    if (blended) {
        libyuv::ARGBBlend(from.pixels, as_int(from.stride), to, as_int(canvas.stride), to,
                          as_int(canvas.stride), seen.width, seen.height);
    } else {
        libyuv::CopyPlane(from.pixels, as_int(from.stride), to, as_int(canvas.stride),
                          seen.width * 4, seen.height);
    }
}

void put_unscaled(const Piece& piece, Rect target, Rect seen, const Canvas& canvas,
                  CanvasBuffer& buffer) {
    const Picture& picture = piece.picture;
    const Rect part{piece.source.x + seen.x - target.x, piece.source.y + seen.y - target.y,
                    seen.width, seen.height};
    if (picture.format == PixelFormat::i420 && part.x % 2 == 0 && part.y % 2 == 0) {
        convert(picture, part, canvas.at(seen.x, seen.y), canvas.stride);
        return;
    }
    put(pixels_of(picture, part, buffer), picture.format == PixelFormat::bgra, seen, canvas);
}

void put_scaled(const Piece& piece, Rect target, Rect seen, const Canvas& canvas,
                BlitScratch& scratch) {
    const Pixels from = pixels_of(piece.picture, piece.source, scratch.converted);
    const bool smaller = target.width < piece.source.width || target.height < piece.source.height;
    const auto filter = smaller ? libyuv::kFilterBox : libyuv::kFilterBilinear;
    const auto scale = [&](std::uint8_t* origin, std::ptrdiff_t stride) {
        libyuv::ARGBScaleClip(from.pixels, as_int(from.stride), piece.source.width,
                              piece.source.height, origin, as_int(stride), target.width,
                              target.height, seen.x - target.x, seen.y - target.y, seen.width,
                              seen.height, filter);
    };
    // libyuv counts the clip from the target's corner, which may lie outside the canvas.
    const auto origin_of = [&](const Canvas& onto) {
        return onto.at(seen.x, seen.y) - (seen.y - target.y) * onto.stride
               - std::ptrdiff_t{seen.x - target.x} * 4;
    };
    if (piece.picture.format != PixelFormat::bgra) {
        scale(origin_of(canvas), canvas.stride);
        return;
    }
    CanvasBuffer buffer;
    const Canvas scaled = buffer.cover(seen);
    scale(origin_of(scaled), scaled.stride);
    put({scaled.pixels, scaled.stride}, true, seen, canvas);
}

void draw_piece(const Piece& piece, Rect target, Rect clip, const Canvas& canvas,
                BlitScratch& scratch) {
    const Rect seen = intersect(target, clip);
    if (seen.empty() || piece.picture.planes[0] == nullptr
        || !inside(piece.source, piece.picture.size)) {
        return;
    }
    if (piece.source.size() == target.size()) {
        put_unscaled(piece, target, seen, canvas, scratch.converted);
    } else {
        put_scaled(piece, target, seen, canvas, scratch);
    }
}

// ---- frames and zones

void draw_frame(const Frame& frame, Rect zone, Rect clip, const Canvas& canvas,
                BlitScratch& scratch) {
    std::vector<Rect> bare{clip}; // where no opaque piece will lie
    for (const Piece& piece : frame.pieces) {
        if (piece.picture.format == PixelFormat::bgra
            || !inside(piece.source, piece.picture.size)) {
            continue;
        }
        std::vector<Rect> rest;
        for (const Rect part : bare) {
            const auto cut = without(part, moved(piece.target, zone.x, zone.y));
            rest.insert(rest.end(), cut.begin(), cut.end());
        }
        bare = std::move(rest);
    }
    for (const Rect part : bare) {
        fill(frame.background, part, canvas);
    }
    for (const Piece& piece : frame.pieces) {
        draw_piece(piece, moved(piece.target, zone.x, zone.y), clip, canvas, scratch);
    }
}

void draw_zone(const SceneZone& zone, Rect clip, const Canvas& canvas, BlitScratch& scratch) {
    clip = intersect(zone.rect, clip);
    if (clip.empty()) {
        return;
    }
    if (!zone.incoming) {
        draw_frame(zone.frame, zone.rect, clip, canvas, scratch);
        return;
    }
    const Canvas second = scratch.incoming.cover(clip);
    libyuv::CopyPlane(canvas.at(clip.x, clip.y), as_int(canvas.stride), second.pixels,
                      as_int(second.stride), clip.width * 4, clip.height);
    draw_frame(zone.frame, zone.rect, clip, canvas, scratch);
    draw_frame(*zone.incoming, zone.rect, clip, second, scratch);
    std::uint8_t* first = canvas.at(clip.x, clip.y);
    if (zone.mix >= 256) {
        put({second.pixels, second.stride}, false, clip, canvas);
    } else if (zone.mix > 0) {
        libyuv::ARGBInterpolate(first, as_int(canvas.stride), second.pixels, as_int(second.stride),
                                first, as_int(canvas.stride), clip.width, clip.height, zone.mix);
    }
}

} // namespace

void draw_scene(const Scene& scene, Rect clip, const Canvas& canvas, BlitScratch& scratch) {
    clip = intersect(clip, canvas.area);
    fill({scene.background.red, scene.background.green, scene.background.blue, 255}, clip, canvas);
    for (const SceneZone& zone : scene.zones) {
        draw_zone(zone, clip, canvas, scratch);
    }
}

} // namespace marquee::player
