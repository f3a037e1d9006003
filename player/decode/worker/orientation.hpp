// Which way up a stored picture is meant to be seen (EXIF 2.3, tag 0x0112; MP4 display matrix).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "schemas/model/geometry.hpp"

namespace marquee::player::worker {

// Upright = stored, its rows and columns exchanged if `transposed`, then mirrored.
struct Orientation {
    bool transposed = false;
    bool mirrored_x = false; // left and right
    bool mirrored_y = false; // top and bottom

    friend bool operator==(const Orientation&, const Orientation&) = default;
};

// 1..8; anything else is upright.
Orientation orientation_from_exif(unsigned value);

// From an EXIF block: a TIFF header and its first directory, with or without "Exif\0\0" before it.
// Upright when the block says nothing or is damaged.
Orientation orientation_from_exif_block(std::span<const std::uint8_t> block);

// From the 3×3 matrix of a video track (ISO/IEC 14496-12, 16.16 fixed point, row by row).
Orientation orientation_from_matrix(std::span<const std::int32_t, 9> matrix);

// The size seen; the same formula leads back.
Size turned(Size size, Orientation orientation);

// Where a part of the upright picture lies in the stored one.
Rect stored_part(Rect upright, Size upright_size, Orientation orientation);

// How to write stored pixels into upright memory: the pixel of stored column c and row r goes to
// start + c × column_step + r × row_step, all in bytes.
struct UprightWalk {
    std::ptrdiff_t start = 0;
    std::ptrdiff_t column_step = 0;
    std::ptrdiff_t row_step = 0;
};

UprightWalk upright_walk(Size stored, Orientation orientation, std::ptrdiff_t stride,
                         std::ptrdiff_t pixel_bytes);

} // namespace marquee::player::worker
