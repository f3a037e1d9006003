// A picture as a PNG file (ISO/IEC 15948): screenshots, previews, golden pictures.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "player/ports/frame.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// 8-bit RGB, fast rather than small. Only bgrx; any thread.
Result<std::string> encode_png(const Picture& picture);

// Replaces the file in one step: a reader sees the old bytes or the new ones, never a part. Not
// synchronised to the disk: after a power cut it may be the old file. io_failed.
Status replace_file(const std::filesystem::path& path, std::string_view bytes);

} // namespace marquee::player
