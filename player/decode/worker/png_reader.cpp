// PNG (ISO/IEC 15948) by libspng: every colour type and depth, transparency, interlacing.
#include <spng.h>

#include <memory>
#include <vector>

#include "player/decode/worker/picture_reader.hpp"
#include "player/decode/worker/premultiply.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t chunk_bytes_max = 1 * limits::MiB;
constexpr std::size_t chunks_bytes_max = 4 * limits::MiB;

tl::unexpected<Error> named(int code) {
    switch (code) {
    case SPNG_EMEM:
    case SPNG_EUSER_WIDTH:
    case SPNG_EUSER_HEIGHT:
    case SPNG_EOVERFLOW:
        return fail(ErrorCode::too_large, "the PNG needs more memory than allowed");
    default:
        return fail(ErrorCode::damaged_media,
                    std::string("the PNG does not decode: ") + ::spng_strerror(code));
    }
}

class PngReader final : public PictureReader {
public:
    // Every byte of the file is under its chunk's CRC already; Adler-32 would sum up the pixels
    // too.
    explicit PngReader(const MediaFile& file)
        : file_(file), png_(::spng_ctx_new(SPNG_CTX_IGNORE_ADLER32), &::spng_ctx_free) {}

    Status open();

    const PictureHeader& header() const override { return header_; }
    Result<Size> begin(Size wanted) override;
    Status read_row(std::span<std::uint8_t> row) override;

private:
    static int read(spng_ctx* png, void* reader, void* into, std::size_t bytes);

    Status read_all();

    const MediaFile& file_;
    std::uint64_t offset_ = 0;
    std::unique_ptr<spng_ctx, void (*)(spng_ctx*)> png_;
    bool interlaced_ = false;
    PictureHeader header_;
    std::vector<std::uint8_t> whole_; // interlaced only: rows come in no useful order
    std::size_t next_row_ = 0;
};

int PngReader::read(spng_ctx*, void* reader, void* into, std::size_t bytes) {
    auto& self = *static_cast<PngReader*>(reader);
    const std::size_t got =
        self.file_.read(self.offset_, {static_cast<std::uint8_t*>(into), bytes});
    self.offset_ += got;
    return got == bytes ? 0 : SPNG_IO_EOF;
}

Status PngReader::open() {
    if (!png_) {
        return named(SPNG_EMEM);
    }
    ::spng_set_crc_action(png_.get(), SPNG_CRC_ERROR, SPNG_CRC_USE);
    ::spng_set_chunk_limits(png_.get(), chunk_bytes_max, chunks_bytes_max);
    if (const int error = ::spng_set_png_stream(png_.get(), read, this); error != 0) {
        return named(error);
    }
    spng_ihdr ihdr{};
    if (const int error = ::spng_get_ihdr(png_.get(), &ihdr); error != 0) {
        return named(error);
    }
    if (std::uint64_t{ihdr.width} * ihdr.height
        > static_cast<std::uint64_t>(limits::picture_pixels_max)) {
        return fail(ErrorCode::too_large, "more pixels than allowed");
    }
    header_.stored = {static_cast<std::int32_t>(ihdr.width),
                      static_cast<std::int32_t>(ihdr.height)};
    interlaced_ = ihdr.interlace_method != 0;
    spng_trns transparency{};
    const bool has_alpha = ihdr.color_type == SPNG_COLOR_TYPE_GRAYSCALE_ALPHA
                           || ihdr.color_type == SPNG_COLOR_TYPE_TRUECOLOR_ALPHA
                           || ::spng_get_trns(png_.get(), &transparency) == 0;
    header_.alpha = has_alpha ? Alpha::premultiplied : Alpha::none;
    header_.rows = has_alpha ? RowLayout::bgra : RowLayout::rgb;
    spng_exif exif{};
    if (::spng_get_exif(png_.get(), &exif) == 0) {
        header_.orientation = orientation_from_exif_block(
            {reinterpret_cast<const std::uint8_t*>(exif.data), exif.length});
    }
    return {};
}

Result<Size> PngReader::begin(Size) {
    const int error = ::spng_decode_image(
        png_.get(), nullptr, 0, header_.rows == RowLayout::rgb ? SPNG_FMT_RGB8 : SPNG_FMT_RGBA8,
        SPNG_DECODE_TRNS | SPNG_DECODE_PROGRESSIVE);
    if (error != 0) {
        return named(error);
    }
    if (interlaced_) {
        if (auto all = read_all(); !all) {
            return tl::unexpected(all.error());
        }
    }
    return header_.stored;
}

Status PngReader::read_all() {
    const std::size_t row_bytes =
        static_cast<std::size_t>(header_.stored.width) * bytes_of_pixel(header_.rows);
    whole_.resize(row_bytes * static_cast<std::size_t>(header_.stored.height));
    int result = 0;
    while (result == 0) {
        spng_row_info row{};
        result = ::spng_get_row_info(png_.get(), &row);
        if (result == 0) {
            result =
                ::spng_decode_row(png_.get(), whole_.data() + row.row_num * row_bytes, row_bytes);
        }
    }
    return result == SPNG_EOI ? Status{} : named(result);
}

Status PngReader::read_row(std::span<std::uint8_t> row) {
    if (interlaced_) {
        std::copy_n(whole_.data() + next_row_ * row.size(), row.size(), row.data());
    } else {
        const int result = ::spng_decode_row(png_.get(), row.data(), row.size());
        if (result != 0 && result != SPNG_EOI) {
            return named(result);
        }
    }
    ++next_row_;
    if (header_.rows == RowLayout::bgra) {
        premultiply_to_bgra(row);
    }
    return {};
}

} // namespace

Result<PictureReaderPtr> open_png(const MediaFile& file) {
    auto reader = std::make_unique<PngReader>(file);
    if (auto opened = reader->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return reader;
}

} // namespace marquee::player::worker
