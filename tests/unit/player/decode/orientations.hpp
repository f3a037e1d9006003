// A real photograph under every EXIF orientation.
#pragma once

#include <filesystem>

namespace marquee::player {

// photo_landscape_exif6.jpg, its tag replaced by 1..8; the pixels stay as they are stored.
std::filesystem::path photograph_under(int orientation);

// The filter of ffmpeg that turns stored pixels as the tag says (EXIF 2.3, tag 0x0112).
const char* upright_filter(int orientation);

} // namespace marquee::player
