// The memory a decode worker shares with the compositor: a sound ring, then pixels.
//
// The compositor creates it as a sealed memfd (its size can never change), maps it read-only and
// keeps only the first block writable, for the ring's read index. Offsets count from its start.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "schemas/model/limits.hpp"

namespace marquee::player::arena {

// The largest page any of our machines uses, so blocks can be mapped on their own.
inline constexpr std::size_t block_bytes = 64 * limits::KiB;

// Sound: interleaved stereo float at 48 kHz. Indices count sample frames since the start of the
// medium and never wrap; index modulo ring_frames is the place in the ring. Where decoding begins
// later than that, both begin with that sample frame; a write index of 0 says nothing yet.
inline constexpr int sound_rate = 48'000;
inline constexpr int sound_channels = 2;
inline constexpr std::uint64_t ring_frames = 65'536; // 1.4 s
inline constexpr std::size_t read_index_offset = 0;  // written by the compositor
inline constexpr std::size_t write_index_offset = block_bytes;
inline constexpr std::size_t ended_offset = write_index_offset + 64; // 1: no more will be written
inline constexpr std::size_t ring_offset = 2 * block_bytes;
inline constexpr std::size_t ring_bytes = ring_frames * sound_channels * sizeof(float);

inline constexpr std::size_t pixels_offset = ring_offset + ring_bytes;
inline constexpr std::size_t bytes = limits::decode_arena_bytes;
static_assert(pixels_offset % block_bytes == 0);

// The sample frame at a position of the medium.
inline constexpr std::uint64_t sound_frame_at(std::int64_t position_us) {
    constexpr std::int64_t per_second = 1'000'000;
    return static_cast<std::uint64_t>(position_us / per_second * sound_rate
                                      + position_us % per_second * sound_rate / per_second);
}

using Index = std::atomic<std::uint64_t>;
static_assert(Index::is_always_lock_free && sizeof(Index) == 8);

} // namespace marquee::player::arena
