// What a file is, from its first bytes; its name is never asked.
#pragma once

#include <cstdint>
#include <span>

namespace marquee::player::worker {

// `container`: starts like a video container we know. `unknown` may still be one: MPEG streams have
// no first bytes to tell them by.
enum class MediaKind { jpeg, png, webp, animated_webp, gif, container, unknown };

inline constexpr std::size_t media_kind_bytes = 32;

MediaKind media_kind(std::span<const std::uint8_t> head);

} // namespace marquee::player::worker
