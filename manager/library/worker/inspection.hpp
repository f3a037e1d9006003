// What a file is by its own bytes, before a media library looks at it: its kind; of pictures the
// size they claim, which way up they are, whether they move and whether their end is there; of
// films whether they are locked.
#pragma once

#include <string>

#include "manager/library/worker/medium.hpp"

namespace marquee::manager::worker {

struct Inspection {
    // jpeg png webp gif bmp tiff, mp4, empty text html svg zip pdf office program, other
    std::string kind = "other";
    std::uint32_t width = 0; // as stored; 0: unknown
    std::uint32_t height = 0;
    std::uint32_t orientation = 1; // EXIF 2.3, tag 0x0112: 1..8
    bool moves = false;            // an animation
    bool too_long = false;         // over limits::webp_bytes_max or animation_frames_max
    bool complete = true;          // its end is there
    bool encrypted = false;        // ISO/IEC 23001-7 and its like
};

// Reads all of a JPEG or PNG once, the outline of a GIF or WebP, of an MP4 its index, of everything
// else the head.
Inspection inspect(const Medium& medium);

// One "name=value" a line.
std::string to_lines(const Inspection& inspection);

} // namespace marquee::manager::worker
