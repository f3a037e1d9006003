// Walks the segments of a picture file from its first byte to its end.
#pragma once

#include <cstdint>
#include <span>

#include "manager/library/worker/inspection.hpp"
#include "manager/library/worker/medium.hpp"

namespace marquee::manager::worker {

// Each fills in what it finds; what is cut off or makes no sense is not complete.
void walk_jpeg(const Medium& medium, Inspection& found); // ITU-T T.81 annex B
void walk_png(const Medium& medium, Inspection& found);  // PNG, third edition, 5 and 11
void walk_webp(const Medium& medium, Inspection& found); // RFC 9649
void walk_gif(const Medium& medium, Inspection& found);  // GIF89a: two image blocks move

// 1..8 from a TIFF header and its first directory; 1 when the block says nothing or is damaged.
std::uint32_t orientation_of(std::span<const std::uint8_t> tiff);

} // namespace marquee::manager::worker
