// The limits of previews and checks, beside those in limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "schemas/model/content_limits.hpp"

namespace marquee::limits {

inline constexpr std::size_t slogan_findings_max = 128;              // of one check
inline constexpr std::size_t render_answer_bytes_max = MiB;          // of an answer's line
inline constexpr std::int64_t motion_pixels_max = 8LL * 1024 * 1024; // of all sheets of a slogan
inline constexpr std::size_t motion_sheets_max = 1'024;
inline constexpr std::int64_t filmstrip_frames_max = 24;        // side by side in one picture
inline constexpr std::int64_t filmstrip_pixels_max = 4'000'000; // of the whole picture
inline constexpr std::size_t font_sets_max = 16;                // of displays that a check is about
inline constexpr std::size_t fonts_announced_max = 32;          // by one player
inline constexpr double pixel_pitch_mm_max = 1'000;
inline constexpr double viewing_distance_m_max = 10'000;

} // namespace marquee::limits
