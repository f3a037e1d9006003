#include "schemas/rules/qr_place.hpp"

#include <algorithm>
#include <array>

namespace marquee::rules {

namespace {

// Data codewords of versions 1 to 40 at level M.
constexpr std::array<std::size_t, 40> codewords{
    16,   28,   44,   64,   86,   108,  124,  154,  182,  216,  254,  290,  334,  365,
    415,  453,  507,  563,  627,  669,  714,  782,  860,  914,  1000, 1062, 1128, 1193,
    1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334};

constexpr std::size_t mode_bits = 4;
constexpr std::size_t eci_bits = 28; // it takes 12; libqrencode 4.1 leaves room for as many as this
constexpr std::size_t short_count_bits = 8; // up to version 9
constexpr std::size_t long_count_bits = 16;
constexpr int short_count_version_max = 9;

constexpr std::int32_t caption_share = 6; // of the zone's height
constexpr std::int32_t caption_pixels_min = 12;
constexpr std::int32_t caption_width_share = 8; // no higher than this part of the zone's width

std::int32_t caption_height(const Qr& code, Size zone) {
    if (code.caption.empty()) {
        return 0;
    }
    return std::max(caption_pixels_min,
                    std::min(zone.height / caption_share, zone.width / caption_width_share));
}

} // namespace

bool qr_names_utf8(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::optional<int> qr_version(std::string_view text) {
    const std::size_t header = mode_bits + (qr_names_utf8(text) ? eci_bits : 0);
    for (int version = 1; version <= static_cast<int>(codewords.size()); ++version) {
        const std::size_t count =
            version <= short_count_version_max ? short_count_bits : long_count_bits;
        const std::size_t bits = header + count + 8 * text.size();
        if (bits <= 8 * codewords[static_cast<std::size_t>(version - 1)]) {
            return version;
        }
    }
    return std::nullopt;
}

std::int32_t qr_modules(int version) {
    return 17 + 4 * version;
}

std::optional<QrPlace> place_qr(const Qr& code, Size zone) {
    const std::optional<int> version = qr_version(code.text);
    if (!version) {
        return std::nullopt;
    }
    const std::int32_t below = caption_height(code, zone);
    const std::int32_t modules = qr_modules(*version) + 2 * qr_quiet_modules;
    const std::int32_t scale = std::min(zone.width, zone.height - below) / modules;
    if (scale < 1) {
        return std::nullopt;
    }
    const std::int32_t side = scale * modules;
    const std::int32_t top = (zone.height - side - below) / 2;
    QrPlace place{*version, scale, {(zone.width - side) / 2, top, side, side}, {}};
    if (below > 0) {
        place.caption = {0, top + side, zone.width, below};
    }
    return place;
}

std::int32_t qr_side_pixels_min(const Qr& code) {
    const std::int32_t modules =
        qr_modules(qr_version(code.text).value_or(40)) + 2 * qr_quiet_modules;
    std::int32_t side = modules;
    while (side - caption_height(code, {side, side}) < modules) {
        ++side;
    }
    return side;
}

} // namespace marquee::rules
