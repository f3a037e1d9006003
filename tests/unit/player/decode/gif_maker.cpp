#include "tests/unit/player/decode/gif_maker.hpp"

#include <algorithm>
#include <string_view>

namespace marquee::player {

namespace {

constexpr int colour_bits = 3;
constexpr std::uint8_t transparent = 7;

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
}

void append_16(Bytes& bytes, int number) {
    bytes.push_back(static_cast<std::uint8_t>(number & 0xFF));
    bytes.push_back(static_cast<std::uint8_t>(number >> 8));
}

// LZW that never compresses: the table is cleared before a code would need another bit.
Bytes codes_of(const Bytes& pixels) {
    constexpr unsigned clear = 1U << colour_bits;
    constexpr int code_bits = colour_bits + 1;
    constexpr std::size_t before_clear = 4;
    Bytes packed;
    unsigned held = 0;
    int held_bits = 0;
    const auto put = [&](unsigned code) {
        held |= code << held_bits;
        for (held_bits += code_bits; held_bits >= 8; held_bits -= 8, held >>= 8) {
            packed.push_back(static_cast<std::uint8_t>(held));
        }
    };
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        if (i % before_clear == 0) {
            put(clear);
        }
        put(pixels[i]);
    }
    put(clear + 1);
    packed.push_back(static_cast<std::uint8_t>(held));
    return packed;
}

void append_frame(Bytes& gif, const GifFrame& frame) {
    append(gif, std::string_view("\x21\xF9\x04", 3));
    gif.push_back(static_cast<std::uint8_t>(static_cast<int>(frame.disposal) << 2 | 1));
    append_16(gif, frame.delay_hundredths);
    gif.push_back(transparent);
    gif.push_back(0);
    gif.push_back(0x2C);
    for (const std::int32_t number :
         {frame.place.x, frame.place.y, frame.place.width, frame.place.height}) {
        append_16(gif, number);
    }
    gif.push_back(0);
    gif.push_back(colour_bits);
    const Bytes codes = codes_of(frame.pixels);
    for (std::size_t place = 0; place < codes.size(); place += 255) {
        const std::size_t length = std::min<std::size_t>(255, codes.size() - place);
        gif.push_back(static_cast<std::uint8_t>(length));
        const auto begin = codes.begin() + static_cast<std::ptrdiff_t>(place);
        gif.insert(gif.end(), begin, begin + static_cast<std::ptrdiff_t>(length));
    }
    gif.push_back(0);
}

} // namespace

std::vector<std::uint8_t> make_gif(Size canvas, const std::vector<GifFrame>& frames) {
    Bytes gif;
    append(gif, "GIF89a");
    append_16(gif, canvas.width);
    append_16(gif, canvas.height);
    gif.push_back(0x80 | (colour_bits - 1));
    gif.push_back(0);
    gif.push_back(0);
    for (const Colour& colour : gif_palette) {
        gif.insert(gif.end(), {colour.red, colour.green, colour.blue});
    }
    for (const GifFrame& frame : frames) {
        append_frame(gif, frame);
    }
    gif.push_back(0x3B);
    return gif;
}

} // namespace marquee::player
