#include "common/uuid.hpp"

#include <algorithm>
#include <array>

namespace marquee {

std::string uuid_v7(Instant now, Randomness& randomness) {
    const auto micros =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.time_since_epoch().count()));
    const std::uint64_t millis = micros / 1000;
    const std::uint64_t fraction = micros % 1000 * 4096 / 1000;

    std::array<std::uint8_t, 16> bytes{};
    randomness.fill(bytes);
    for (int i = 0; i < 6; ++i) {
        bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    }
    bytes[6] = static_cast<std::uint8_t>(0x70 | fraction >> 8); // version 7
    bytes[7] = static_cast<std::uint8_t>(fraction);
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f)); // variant of RFC 9562

    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

} // namespace marquee
