// A WebP file held whole, as libwebp wants it, and what its header says.
#pragma once

#include <cstdint>
#include <vector>

#include "player/decode/worker/media_file.hpp"
#include "player/decode/worker/picture_header.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

struct WebpFile {
    std::vector<std::uint8_t> bytes;
    PictureHeader header;
};

// too_large: over limits::webp_bytes_max; damaged_media: no header of a WebP.
Result<WebpFile> read_webp(const MediaFile& file);

} // namespace marquee::player::worker
