#include "player/decode/worker/media_kind.hpp"

#include <algorithm>
#include <string_view>

namespace marquee::player::worker {

namespace {

// RFC 9649, section 2.7: the first byte after the header of the VP8X chunk.
constexpr std::size_t webp_flags_place = 20;
constexpr std::uint8_t webp_animation_flag = 0x02;

bool has_at(std::span<const std::uint8_t> head, std::size_t place, std::string_view bytes) {
    return head.size() >= place + bytes.size()
           && std::equal(bytes.begin(), bytes.end(), head.begin() + place,
                         [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

} // namespace

MediaKind media_kind(std::span<const std::uint8_t> head) {
    if (has_at(head, 0, "\xFF\xD8\xFF")) {
        return MediaKind::jpeg;
    }
    if (has_at(head, 0, "\x89PNG\r\n\x1A\n")) {
        return MediaKind::png;
    }
    if (has_at(head, 0, "GIF87a") || has_at(head, 0, "GIF89a")) {
        return MediaKind::gif;
    }
    if (has_at(head, 0, "RIFF") && has_at(head, 8, "WEBP")) {
        const bool moves = has_at(head, 12, "VP8X") && head.size() > webp_flags_place
                           && (head[webp_flags_place] & webp_animation_flag) != 0;
        return moves ? MediaKind::animated_webp : MediaKind::webp;
    }
    // ISO media, Matroska, Ogg, AVI, MPEG program stream.
    const bool is_container = has_at(head, 4, "ftyp") || has_at(head, 0, "\x1A\x45\xDF\xA3")
                              || has_at(head, 0, "OggS")
                              || (has_at(head, 0, "RIFF") && has_at(head, 8, "AVI "))
                              || has_at(head, 0, std::string_view("\0\0\1\xBA", 4));
    return is_container ? MediaKind::container : MediaKind::unknown;
}

} // namespace marquee::player::worker
