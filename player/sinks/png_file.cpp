#include "player/sinks/png_file.hpp"

#include <cstdlib>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include <spng.h>

namespace marquee::player {
namespace {

using Encoder = std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)>;

constexpr int compression_level = 2;

void to_rgb(const std::uint8_t* bgrx, std::int32_t pixels, std::uint8_t* rgb) {
    for (std::int32_t i = 0; i < pixels; ++i, bgrx += 4, rgb += 3) {
        rgb[0] = bgrx[2];
        rgb[1] = bgrx[1];
        rgb[2] = bgrx[0];
    }
}

tl::unexpected<Error> spng_failed(int status) {
    return fail(ErrorCode::internal, std::string("PNG encoder: ") + spng_strerror(status));
}

} // namespace

Result<std::string> encode_png(const Picture& picture) {
    if (picture.format != PixelFormat::bgrx || picture.size.empty()) {
        return fail(ErrorCode::unsupported, "only a bgrx picture can be written as PNG");
    }
    const Encoder encoder{spng_ctx_new(SPNG_CTX_ENCODER), &spng_ctx_free};
    spng_set_option(encoder.get(), SPNG_ENCODE_TO_BUFFER, 1);
    spng_set_option(encoder.get(), SPNG_IMG_COMPRESSION_LEVEL, compression_level);
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(picture.size.width);
    header.height = static_cast<std::uint32_t>(picture.size.height);
    header.bit_depth = 8;
    header.color_type = SPNG_COLOR_TYPE_TRUECOLOR;
    spng_set_ihdr(encoder.get(), &header);
    int status = spng_encode_image(encoder.get(), nullptr, 0, SPNG_FMT_PNG,
                                   SPNG_ENCODE_PROGRESSIVE | SPNG_ENCODE_FINALIZE);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(picture.size.width) * 3);
    for (std::int32_t y = 0; y < picture.size.height && status == 0; ++y) {
        to_rgb(picture.planes[0] + y * picture.strides[0], picture.size.width, row.data());
        status = spng_encode_row(encoder.get(), row.data(), row.size());
    }
    if (status != SPNG_EOI) {
        return spng_failed(status);
    }
    std::size_t length = 0;
    const std::unique_ptr<void, decltype(&std::free)> bytes{
        spng_get_png_buffer(encoder.get(), &length, &status), &std::free};
    if (!bytes) {
        return spng_failed(status);
    }
    return std::string(static_cast<const char*>(bytes.get()), length);
}

Status replace_file(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::path temporary = path;
    temporary += ".part";
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (file) {
        std::filesystem::rename(temporary, path, error);
    }
    if (!file || error) {
        return fail(ErrorCode::io_failed, "file cannot be written", path.string());
    }
    return {};
}

} // namespace marquee::player
