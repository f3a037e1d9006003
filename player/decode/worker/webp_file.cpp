#include "player/decode/worker/webp_file.hpp"

#include <webp/decode.h>

#include <span>
#include <string_view>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t riff_header_bytes = 12;
constexpr std::size_t chunk_header_bytes = 8;

// The payload of the EXIF chunk; empty when there is none.
std::span<const std::uint8_t> exif_chunk(std::span<const std::uint8_t> file) {
    std::size_t place = riff_header_bytes;
    while (place + chunk_header_bytes <= file.size()) {
        const std::uint8_t* head = file.data() + place;
        const std::size_t length =
            head[4] | head[5] << 8 | head[6] << 16 | static_cast<std::size_t>(head[7]) << 24;
        place += chunk_header_bytes;
        if (length > file.size() - place) {
            break;
        }
        if (std::string_view(reinterpret_cast<const char*>(head), 4) == "EXIF") {
            return file.subspan(place, length);
        }
        place += length + length % 2;
    }
    return {};
}

} // namespace

Result<WebpFile> read_webp(const MediaFile& file) {
    if (file.size_bytes() > limits::webp_bytes_max) {
        return fail(ErrorCode::too_large, "a WebP file over the limit");
    }
    WebpFile webp;
    webp.bytes.resize(file.size_bytes());
    if (file.read(0, webp.bytes) != webp.bytes.size()) {
        return fail(ErrorCode::damaged_media, "the WebP file cannot be read");
    }
    WebPBitstreamFeatures features{};
    if (::WebPGetFeatures(webp.bytes.data(), webp.bytes.size(), &features) != VP8_STATUS_OK) {
        return fail(ErrorCode::damaged_media, "the WebP has no header");
    }
    webp.header.stored = {features.width, features.height};
    webp.header.alpha = features.has_alpha != 0 ? Alpha::premultiplied : Alpha::none;
    webp.header.orientation = orientation_from_exif_block(exif_chunk(webp.bytes));
    return webp;
}

} // namespace marquee::player::worker
