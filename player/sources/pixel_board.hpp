// A picture that is drawn pixel by pixel, without a library: for test cards, of which every pixel
// is meant.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "player/ports/frame.hpp"

namespace marquee::player {

// Opaque, black at first. What falls outside is left out. One thread until picture() is taken.
class PixelBoard {
public:
    explicit PixelBoard(Size size);

    Size size() const { return size_; }

    void dot(std::int32_t x, std::int32_t y, Colour colour);
    void fill(Rect rect, Colour colour);
    // One pixel wide, along the inner edge.
    void frame(Rect rect, Colour colour);
    // One pixel wide, both ends included (Bresenham 1965).
    void line(std::int32_t x, std::int32_t y, std::int32_t to_x, std::int32_t to_y, Colour colour);
    // One pixel wide; of an even diameter the middle lies between pixels.
    void circle(Rect around, Colour colour);

    // Digits and "x" from a grid of 5 x 7 dots with one between them, each dot a square of `scale`
    // pixels, in the middle of `rect`.
    void digits(std::string_view text, Rect rect, std::int32_t scale, Colour colour);
    static Size digits_size(std::string_view text, std::int32_t scale);

    // The board's own memory; draw no more.
    Picture picture() const;

private:
    Size size_;
    std::shared_ptr<std::uint32_t[]> pixels_;
};

} // namespace marquee::player
