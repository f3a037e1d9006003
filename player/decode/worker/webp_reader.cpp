// WebP (RFC 9649) by libwebp; still pictures, lossy and lossless.
#include <webp/decode.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "player/decode/worker/picture_reader.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t pixel_bytes = 4;
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

class WebpReader final : public PictureReader {
public:
    Status open(const MediaFile& file);

    const PictureHeader& header() const override { return header_; }
    Result<Size> begin(Size wanted) override;
    Status read_row(std::span<std::uint8_t> row) override;

private:
    std::vector<std::uint8_t> file_;
    PictureHeader header_;
    std::vector<std::uint8_t> pixels_;
    std::size_t next_row_ = 0;
};

Status WebpReader::open(const MediaFile& file) {
    if (file.size_bytes() > limits::webp_bytes_max) {
        return fail(ErrorCode::too_large, "a WebP file over the limit");
    }
    file_.resize(file.size_bytes());
    if (file.read(0, file_) != file_.size()) {
        return fail(ErrorCode::damaged_media, "the WebP file cannot be read");
    }
    WebPBitstreamFeatures features{};
    if (::WebPGetFeatures(file_.data(), file_.size(), &features) != VP8_STATUS_OK) {
        return fail(ErrorCode::damaged_media, "the WebP has no header");
    }
    if (features.has_animation != 0) {
        return fail(ErrorCode::unsupported_media, "animated WebP");
    }
    header_.stored = {features.width, features.height};
    header_.alpha = features.has_alpha != 0 ? Alpha::premultiplied : Alpha::none;
    header_.orientation = orientation_from_exif_block(exif_chunk(file_));
    return {};
}

Result<Size> WebpReader::begin(Size) {
    const Size size = header_.stored;
    pixels_.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)
                   * pixel_bytes);
    WebPDecoderConfig config;
    if (::WebPInitDecoderConfig(&config) == 0) {
        return fail(ErrorCode::internal, "libwebp of another version");
    }
    config.output.colorspace = MODE_bgrA; // premultiplied
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {pixels_.data(), size.width * static_cast<int>(pixel_bytes),
                            pixels_.size()};
    const VP8StatusCode status = ::WebPDecode(file_.data(), file_.size(), &config);
    if (status == VP8_STATUS_OUT_OF_MEMORY) {
        return fail(ErrorCode::too_large, "the WebP needs more memory than allowed");
    }
    if (status != VP8_STATUS_OK) {
        return fail(ErrorCode::damaged_media, "the WebP does not decode");
    }
    return size;
}

Status WebpReader::read_row(std::span<std::uint8_t> row) {
    std::copy_n(pixels_.data() + next_row_ * row.size(), row.size(), row.data());
    ++next_row_;
    return {};
}

} // namespace

Result<PictureReaderPtr> open_webp(const MediaFile& file) {
    auto reader = std::make_unique<WebpReader>();
    if (auto opened = reader->open(file); !opened) {
        return tl::unexpected(opened.error());
    }
    return reader;
}

} // namespace marquee::player::worker
