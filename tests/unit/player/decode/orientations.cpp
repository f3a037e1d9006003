#include "tests/unit/player/decode/orientations.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "tests/unit/player/decode/decoding.hpp"

namespace marquee::player {

std::filesystem::path photograph_under(int orientation) {
    // TIFF 6.0, big-endian: the tag, type SHORT, one value; the value follows.
    constexpr std::array<std::uint8_t, 8> entry{0x01, 0x12, 0, 3, 0, 0, 0, 1};
    auto bytes = bytes_of(real_media("photo_landscape_exif6.jpg"));
    const auto place = std::search(bytes.begin(), bytes.end(), entry.begin(), entry.end());
    if (place == bytes.end()) {
        return {};
    }
    place[entry.size() + 1] = static_cast<std::uint8_t>(orientation);
    return written_media("photo-under-" + std::to_string(orientation) + ".jpg", bytes);
}

const char* upright_filter(int orientation) {
    constexpr std::array filters{"null",        "hflip",       "hflip,vflip", "vflip",
                                 "transpose=0", "transpose=1", "transpose=3", "transpose=2"};
    return filters[static_cast<std::size_t>(orientation - 1)];
}

} // namespace marquee::player
