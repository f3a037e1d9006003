#include "common/base32.hpp"

#include <cstdint>

namespace marquee {

std::string to_base32(std::string_view bytes) {
    constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    std::string text;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const char c : bytes) {
        pending = (pending << 8 | static_cast<std::uint8_t>(c)) & 0xfff;
        bits += 8;
        for (; bits >= 5; bits -= 5) {
            text += alphabet[pending >> (bits - 5) & 31];
        }
    }
    if (bits > 0) {
        text += alphabet[pending << (5 - bits) & 31];
    }
    return text;
}

} // namespace marquee
