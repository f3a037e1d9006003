// Colours and pixels in memory: filled, copied, blended, mixed, made from planes. libyuv
// underneath.
#pragma once

#include "player/ports/frame.hpp"
#include "player/sinks/canvas.hpp"

namespace marquee::player {

// 4-byte pixels to be read; whoever asks knows how many.
struct Pixels {
    const std::uint8_t* pixels = nullptr; // of the top left corner
    std::ptrdiff_t stride = 0;            // bytes
};

// What a canvas holds from (x, y) on.
inline Pixels pixels_at(const Canvas& canvas, std::int32_t x, std::int32_t y) {
    return {canvas.at(x, y), canvas.stride};
}

inline bool contains(Rect outer, Rect inner) {
    return intersect(outer, inner) == inner;
}

inline Rect moved(Rect rect, std::int32_t x, std::int32_t y) {
    return {rect.x + x, rect.y + y, rect.width, rect.height};
}

// All `area`s lie inside of the canvas. A translucent colour is blended.
void fill(Colour colour, Rect area, const Canvas& canvas);
void copy(const Pixels& from, Rect area, const Canvas& canvas);
void blend(const Pixels& from, Rect area, const Canvas& canvas); // premultiplied bgra

// `share` of 256 of the second, the rest of the first. Either may be the canvas itself.
void mix(const Pixels& first, const Pixels& second, int share, Rect area, const Canvas& canvas);

// `part` of an i420 picture as bgrx; it starts at even coordinates.
void convert(const Picture& picture, Rect part, std::uint8_t* to, std::ptrdiff_t stride);

// `part` of a picture as 4-byte pixels: those of the picture, or converted into `buffer`.
Pixels pixels_of(const Picture& picture, Rect part, CanvasBuffer& buffer);

} // namespace marquee::player
