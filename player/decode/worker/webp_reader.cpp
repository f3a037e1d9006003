// WebP (RFC 9649) by libwebp; still pictures, lossy and lossless.
#include <webp/decode.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "player/decode/worker/picture_reader.hpp"
#include "player/decode/worker/webp_file.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t pixel_bytes = 4;

class WebpReader final : public PictureReader {
public:
    explicit WebpReader(WebpFile file) : file_(std::move(file)) {}

    const PictureHeader& header() const override { return file_.header; }
    Result<Size> begin(Size wanted) override;
    Status read_row(std::span<std::uint8_t> row) override;

private:
    WebpFile file_;
    std::vector<std::uint8_t> pixels_;
    std::size_t next_row_ = 0;
};

Result<Size> WebpReader::begin(Size) {
    const Size size = file_.header.stored;
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
    const VP8StatusCode status = ::WebPDecode(file_.bytes.data(), file_.bytes.size(), &config);
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
    return read_webp(file).map([](WebpFile webp) -> PictureReaderPtr {
        return std::make_unique<WebpReader>(std::move(webp));
    });
}

} // namespace marquee::player::worker
