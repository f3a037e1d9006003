#include "player/sinks/frame_drawing.hpp"

#include <algorithm>
#include <vector>

#include <libyuv.h>

#include "player/sinks/zone_cover.hpp"

namespace marquee::player {
namespace {

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

void put(const Pixels& from, PixelFormat format, Rect seen, const Canvas& canvas) {
    if (format == PixelFormat::bgra) {
        blend(from, seen, canvas);
    } else {
        copy(from, seen, canvas);
    }
}

void put_unscaled(const Piece& piece, Rect target, Rect seen, const Canvas& canvas,
                  CanvasBuffer& buffer) {
    const Picture& picture = piece.picture;
    const Rect part = moved(seen, piece.source.x - target.x, piece.source.y - target.y);
    if (picture.format == PixelFormat::i420 && part.x % 2 == 0 && part.y % 2 == 0) {
        convert(picture, part, canvas.at(seen.x, seen.y), canvas.stride);
        return;
    }
    put(pixels_of(picture, part, buffer), picture.format, seen, canvas);
}

// The rows of the source that scaling looks at for `count` rows of the target from `from` on, with
// one to spare on either side. Even where it can be: chroma comes in pairs.
Rect needed_rows(const Piece& piece, Rect target, std::int32_t from, std::int32_t count) {
    const auto row_at = [&](std::int64_t row) {
        return static_cast<std::int32_t>(row * piece.source.height / target.height);
    };
    const std::int32_t first = std::max(row_at(from) - 2, 0) & ~1;
    const std::int32_t last = std::min(row_at(from + count) + 3, piece.source.height);
    return {piece.source.x, piece.source.y + first, piece.source.width, last - first};
}

// The piece's source as 4-byte pixels, of which only the rows for `seen` are there.
Pixels source_pixels(const Piece& piece, Rect target, Rect seen, CanvasBuffer& buffer) {
    const Picture& picture = piece.picture;
    if (picture.format != PixelFormat::i420 || piece.source.x % 2 != 0 || piece.source.y % 2 != 0) {
        return pixels_of(picture, piece.source, buffer);
    }
    const Canvas converted = buffer.cover(piece.source);
    const Rect rows = needed_rows(piece, target, seen.y - target.y, seen.height);
    convert(picture, rows, converted.at(rows.x, rows.y), converted.stride);
    return pixels_at(converted, piece.source.x, piece.source.y);
}

void scale(const Pixels& from, const Piece& piece, Rect target, Rect seen, const Canvas& canvas) {
    const bool smaller = target.width < piece.source.width || target.height < piece.source.height;
    // libyuv counts the clip from the target's corner, which may lie outside the canvas.
    std::uint8_t* corner = canvas.at(seen.x, seen.y) - (seen.y - target.y) * canvas.stride
                           - std::ptrdiff_t{seen.x - target.x} * 4;
    libyuv::ARGBScaleClip(from.pixels, static_cast<int>(from.stride), piece.source.width,
                          piece.source.height, corner, static_cast<int>(canvas.stride),
                          target.width, target.height, seen.x - target.x, seen.y - target.y,
                          seen.width, seen.height,
                          smaller ? libyuv::kFilterBox : libyuv::kFilterBilinear);
}

void put_scaled(const Piece& piece, Rect target, Rect seen, const Canvas& canvas,
                FrameScratch& scratch) {
    const bool blended = piece.picture.format == PixelFormat::bgra;
    const Canvas onto = blended ? scratch.scaled.cover(seen) : canvas;
    if (piece.fine) {
        const Pixels from = pixels_of(piece.picture, piece.source, scratch.converted);
        scratch.resampler.draw(from, piece, target, seen, onto);
    } else {
        scale(source_pixels(piece, target, seen, scratch.converted), piece, target, seen, onto);
    }
    if (blended) {
        blend(pixels_at(onto, seen.x, seen.y), seen, canvas);
    }
}

void put_whole(const Piece& piece, Rect target, Rect seen, const Canvas& canvas,
               FrameScratch& scratch) {
    if (!piece.fine && piece.source.size() == target.size()) {
        put_unscaled(piece, target, seen, canvas, scratch.converted);
    } else {
        put_scaled(piece, target, seen, canvas, scratch);
    }
}

void draw_piece(const Piece& piece, Rect target, Rect clip, const Canvas& canvas,
                FrameScratch& scratch) {
    const Rect seen = intersect(target, clip);
    if (seen.empty() || !is_drawable(piece) || piece.opacity <= 0) {
        return;
    }
    if (piece.opacity >= opaque_piece) {
        put_whole(piece, target, seen, canvas, scratch);
        return;
    }
    const Pixels beneath = pixels_at(canvas, seen.x, seen.y);
    const Canvas onto = scratch.fading.cover(seen);
    copy(beneath, seen, onto);
    put_whole(piece, target, seen, onto, scratch);
    mix(beneath, pixels_at(onto, seen.x, seen.y), piece.opacity, seen, canvas);
}

} // namespace

void draw_frame(const Frame& frame, Rect zone, Rect clip, const Canvas& canvas,
                FrameScratch& scratch) {
    std::vector<Rect> bare{clip}; // where no opaque piece will lie
    for (const Piece& piece : frame.pieces) {
        if (!hides(piece)) {
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

std::optional<Pixels> ready_pixels(const Frame& frame, Rect zone, Rect clip) {
    if (frame.pieces.size() != 1) {
        return std::nullopt;
    }
    const Piece& piece = frame.pieces.front();
    const Rect target = moved(piece.target, zone.x, zone.y);
    const bool ready = piece.picture.format == PixelFormat::bgrx && !piece.fine
                       && piece.source.size() == target.size() && hides(piece)
                       && intersect(target, clip) == clip;
    if (!ready) {
        return std::nullopt;
    }
    const Rect part = moved(clip, piece.source.x - target.x, piece.source.y - target.y);
    return Pixels{piece.picture.planes[0] + part.y * piece.picture.strides[0]
                      + std::ptrdiff_t{part.x} * 4,
                  piece.picture.strides[0]};
}

} // namespace marquee::player
