// The limits of what is shown; included by limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace marquee::limits {

inline constexpr std::size_t KiB = 1024;
inline constexpr std::size_t MiB = 1024 * KiB;
inline constexpr std::uint64_t GiB = 1024ULL * MiB;

inline constexpr std::size_t slogan_bytes_max = 16 * KiB;
inline constexpr std::size_t slogan_graphemes_max = 2'000;
inline constexpr std::size_t notice_graphemes_max = 120;
inline constexpr std::size_t notice_bytes_max = 4 * KiB;
inline constexpr std::size_t zones_max = 16;
inline constexpr std::size_t playlist_items_max = 1'000;
inline constexpr std::int64_t item_duration_ms_min = 100;
inline constexpr std::int64_t item_duration_ms_max = 24LL * 3'600 * 1'000;
inline constexpr std::int32_t canvas_pixels_max = 16'384; // width or height
inline constexpr std::int64_t picture_pixels_max = 100'000'000;
inline constexpr std::int64_t text_pixels_max = 48LL * 1024 * 1024; // one drawn text, 4 bytes each
inline constexpr std::int32_t scroll_pixels_per_second_max = 10'000;
inline constexpr std::int32_t outline_pixels_max = 16;
inline constexpr std::int32_t shadow_pixels_max = 64; // either way
inline constexpr std::size_t colour_runs_max = 256;   // of one slogan
inline constexpr std::int64_t effect_ms_max = 10'000;
inline constexpr std::int64_t page_hold_ms_max = 3'600'000;
inline constexpr std::int32_t slogan_loops_max = 10'000;
inline constexpr std::size_t font_bytes_max = 64 * MiB; // of one font of the library
inline constexpr std::size_t comic_pages_max = 500;
inline constexpr std::size_t qr_bytes_max = 1'000; // of its text; a denser code no phone reads
inline constexpr std::uint64_t asset_bytes_max = 8 * GiB;
inline constexpr std::uint64_t upload_step_bytes = 8 * MiB; // made durable and acknowledged at once
inline constexpr std::int64_t upload_step_ms_max = 2'000;
inline constexpr std::size_t upload_metadata_bytes_max = 4 * KiB; // of Upload-Metadata

} // namespace marquee::limits
