#include "player/sources/pixel_board.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace marquee::player {
namespace {

constexpr std::int32_t glyph_width = 5;
constexpr std::int32_t glyph_height = 7;

// Rows from the top, the leftmost dot is the highest of five bits. 0 to 9, then "x".
constexpr std::array<std::array<std::uint8_t, glyph_height>, 11> glyphs{{
    {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110},
    {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
    {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111},
    {0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110},
    {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
    {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
    {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
    {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
    {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
    {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
    {0b00000, 0b00000, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001},
}};

// Blue, green, red, unused, as the bytes of a pixel in memory.
std::uint32_t pixel_of(Colour colour) {
    return std::uint32_t{colour.blue} | std::uint32_t{colour.green} << 8U
           | std::uint32_t{colour.red} << 16U | 0xFF000000U;
}

} // namespace

PixelBoard::PixelBoard(Size size)
    : size_(size),
      pixels_(std::make_shared<std::uint32_t[]>(static_cast<std::size_t>(size.width)
                                                * static_cast<std::size_t>(size.height))) {
    fill({0, 0, size.width, size.height}, colours::black);
}

void PixelBoard::dot(std::int32_t x, std::int32_t y, Colour colour) {
    fill({x, y, 1, 1}, colour);
}

void PixelBoard::fill(Rect rect, Colour colour) {
    const Rect seen = intersect(rect, {0, 0, size_.width, size_.height});
    for (std::int32_t y = seen.y; y < seen.y + seen.height; ++y) {
        std::uint32_t* row = pixels_.get() + std::ptrdiff_t{y} * size_.width;
        std::fill(row + seen.x, row + seen.x + seen.width, pixel_of(colour));
    }
}

void PixelBoard::frame(Rect rect, Colour colour) {
    fill({rect.x, rect.y, rect.width, 1}, colour);
    fill({rect.x, rect.y + rect.height - 1, rect.width, 1}, colour);
    fill({rect.x, rect.y, 1, rect.height}, colour);
    fill({rect.x + rect.width - 1, rect.y, 1, rect.height}, colour);
}

void PixelBoard::line(std::int32_t x, std::int32_t y, std::int32_t to_x, std::int32_t to_y,
                      Colour colour) {
    const std::int32_t across = std::abs(to_x - x);
    const std::int32_t down = -std::abs(to_y - y);
    const std::int32_t right = x < to_x ? 1 : -1;
    const std::int32_t below = y < to_y ? 1 : -1;
    std::int32_t error = across + down;
    while (true) {
        dot(x, y, colour);
        if (x == to_x && y == to_y) {
            return;
        }
        const std::int32_t doubled = 2 * error;
        if (doubled >= down) {
            error += down;
            x += right;
        }
        if (doubled <= across) {
            error += across;
            y += below;
        }
    }
}

// A pixel is on the circle where its middle is within it and that of a neighbour further out is
// not. All in half pixels, so that even diameters are exact too.
void PixelBoard::circle(Rect around, Colour colour) {
    const std::int64_t diameter = std::min(around.width, around.height);
    const auto within = [&](std::int64_t x, std::int64_t y) {
        const std::int64_t dx = 2 * x + 1 - around.width;
        const std::int64_t dy = 2 * y + 1 - around.height;
        return dx * dx + dy * dy <= diameter * diameter;
    };
    for (std::int32_t y = 0; y < around.height; ++y) {
        for (std::int32_t x = 0; x < around.width; ++x) {
            const bool edge =
                !within(x - 1, y) || !within(x + 1, y) || !within(x, y - 1) || !within(x, y + 1);
            if (within(x, y) && edge) {
                dot(around.x + x, around.y + y, colour);
            }
        }
    }
}

Size PixelBoard::digits_size(std::string_view text, std::int32_t scale) {
    const auto count = static_cast<std::int32_t>(text.size());
    return {(count * (glyph_width + 1) - 1) * scale, glyph_height * scale};
}

void PixelBoard::digits(std::string_view text, Rect rect, std::int32_t scale, Colour colour) {
    const Size size = digits_size(text, scale);
    std::int32_t x = rect.x + (rect.width - size.width) / 2;
    const std::int32_t y = rect.y + (rect.height - size.height) / 2;
    for (const char letter : text) {
        const auto number = letter == 'x' ? 10U : static_cast<unsigned>(letter - '0');
        for (std::int32_t row = 0; row < glyph_height && number < glyphs.size(); ++row) {
            const unsigned dots = glyphs[number][static_cast<std::size_t>(row)];
            for (std::int32_t column = 0; column < glyph_width; ++column) {
                if ((dots >> (glyph_width - 1 - column) & 1U) != 0) {
                    fill({x + column * scale, y + row * scale, scale, scale}, colour);
                }
            }
        }
        x += (glyph_width + 1) * scale;
    }
}

Picture PixelBoard::picture() const {
    Picture picture;
    picture.size = size_;
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels_.get());
    picture.strides[0] = std::ptrdiff_t{size_.width} * 4;
    picture.owner = pixels_;
    return picture;
}

} // namespace marquee::player
