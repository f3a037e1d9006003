// JPEG (ITU-T T.81, JFIF, Adobe CMYK) by libjpeg-turbo.
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE

#include <jerror.h>
#include <jpeglib.h>

#include <array>

#include "player/decode/worker/picture_reader.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr int exif_marker = JPEG_APP0 + 1;
constexpr unsigned marker_bytes_max = 0xFFFF;
constexpr std::size_t input_bytes = 64 * limits::KiB;
constexpr std::int64_t whole_pixels_max = 16'000'000; // decoded whole for a better likeness

// Everything libjpeg calls back into. Plain members only: longjmp passes over it.
struct Session {
    jpeg_error_mgr errors{};
    jpeg_source_mgr source{};
    jpeg_progress_mgr progress{};
    std::jmp_buf leave{};
    const MediaFile* file = nullptr;
    std::uint64_t offset = 0;
    bool starved = false; // the file ended before the picture did
    std::array<std::uint8_t, input_bytes> input{};
};

Session& session_of(j_common_ptr jpeg) {
    return *static_cast<Session*>(jpeg->client_data);
}
Session& session_of(j_decompress_ptr jpeg) {
    return *static_cast<Session*>(jpeg->client_data);
}

[[noreturn]] void on_error(j_common_ptr jpeg) {
    std::longjmp(session_of(jpeg).leave, 1);
}

void on_message(j_common_ptr jpeg, int level) {
    if (level < 0) {
        ++jpeg->err->num_warnings;
    }
}

// A small progressive file can claim thousands of scans of a huge picture.
void on_progress(j_common_ptr jpeg) {
    auto* decompress = reinterpret_cast<j_decompress_ptr>(jpeg);
    if (decompress->input_scan_number > limits::jpeg_scans_max) {
        jpeg->err->msg_code = JERR_IMAGE_TOO_BIG;
        on_error(jpeg);
    }
}

void begin_input(j_decompress_ptr) {}

boolean fill_input(j_decompress_ptr jpeg) {
    Session& session = session_of(jpeg);
    std::size_t bytes = session.file->read(session.offset, session.input);
    session.offset += bytes;
    if (bytes == 0) {
        session.starved = true;
        session.input[0] = 0xFF;
        session.input[1] = JPEG_EOI;
        bytes = 2;
    }
    session.source.next_input_byte = session.input.data();
    session.source.bytes_in_buffer = bytes;
    return TRUE;
}

void skip_input(j_decompress_ptr jpeg, long count) {
    Session& session = session_of(jpeg);
    auto left = static_cast<std::size_t>(count > 0 ? count : 0);
    if (left > session.source.bytes_in_buffer) {
        left -= session.source.bytes_in_buffer;
        session.offset += left;
        fill_input(jpeg);
        return;
    }
    session.source.next_input_byte += left;
    session.source.bytes_in_buffer -= left;
}

void end_input(j_decompress_ptr) {}

tl::unexpected<Error> named(int code) {
    switch (code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
        return fail(ErrorCode::too_large, "the JPEG needs more memory than allowed");
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
        return fail(ErrorCode::unsupported_media, "a kind of JPEG we do not decode");
    default:
        return fail(ErrorCode::damaged_media, "the JPEG does not decode");
    }
}

class JpegReader final : public PictureReader {
public:
    explicit JpegReader(const MediaFile& file);
    ~JpegReader() override { ::jpeg_destroy_decompress(&jpeg_); }

    Status open();

    const PictureHeader& header() const override { return header_; }
    Result<Size> begin(Size wanted) override;
    Status read_row(std::span<std::uint8_t> row) override;

private:
    bool read_header();
    bool start(Size wanted);
    bool read_scanline(std::uint8_t* row);
    void find_orientation();

    Session session_;
    jpeg_decompress_struct jpeg_{};
    PictureHeader header_;
};

JpegReader::JpegReader(const MediaFile& file) {
    jpeg_.err = ::jpeg_std_error(&session_.errors);
    session_.errors.error_exit = on_error;
    session_.errors.emit_message = on_message;
    session_.file = &file;
    session_.source = {nullptr,  0, begin_input, fill_input, skip_input, ::jpeg_resync_to_restart,
                       end_input};
    session_.progress.progress_monitor = on_progress;
    jpeg_.client_data = &session_;
}

Status JpegReader::open() {
    if (!read_header()) {
        return named(session_.errors.msg_code);
    }
    header_.stored = {static_cast<std::int32_t>(jpeg_.image_width),
                      static_cast<std::int32_t>(jpeg_.image_height)};
    find_orientation();
    const bool has_black = jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK;
    header_.rows = has_black ? RowLayout::bgra : RowLayout::rgb;
    return {};
}

// The functions that setjmp own nothing: longjmp runs no destructor.
bool JpegReader::read_header() {
    if (setjmp(session_.leave) != 0) {
        return false;
    }
    ::jpeg_create_decompress(&jpeg_);
    jpeg_.src = &session_.source;
    jpeg_.progress = &session_.progress;
    ::jpeg_save_markers(&jpeg_, exif_marker, marker_bytes_max);
    ::jpeg_read_header(&jpeg_, TRUE);
    return true;
}

bool JpegReader::start(Size wanted) {
    if (setjmp(session_.leave) != 0) {
        return false;
    }
    jpeg_.out_color_space = header_.rows == RowLayout::rgb ? JCS_RGB : JCS_CMYK;
    // The inverse transform can put pixels together: 1/2, 1/4, 1/8 have fast forms. What is scaled
    // on from there by less than half is not quite what scaling the whole would give, so only
    // pictures whose decoding takes long do that.
    const std::int64_t pixels = std::int64_t{header_.stored.width} * header_.stored.height;
    const unsigned margin = pixels > whole_pixels_max ? 1 : 2;
    const auto suffices = [&](unsigned output, std::int32_t target) {
        const auto least = static_cast<unsigned>(target);
        return output == least || output >= margin * least;
    };
    jpeg_.scale_num = 1;
    jpeg_.scale_denom = 8;
    ::jpeg_calc_output_dimensions(&jpeg_);
    while (jpeg_.scale_denom > 1
           && !(suffices(jpeg_.output_width, wanted.width)
                && suffices(jpeg_.output_height, wanted.height))) {
        jpeg_.scale_denom /= 2;
        ::jpeg_calc_output_dimensions(&jpeg_);
    }
    ::jpeg_start_decompress(&jpeg_);
    return true;
}

bool JpegReader::read_scanline(std::uint8_t* row) {
    if (setjmp(session_.leave) != 0) {
        return false;
    }
    JSAMPROW rows[] = {row};
    return ::jpeg_read_scanlines(&jpeg_, rows, 1) == 1;
}

Result<Size> JpegReader::begin(Size wanted) {
    if (!start(wanted)) {
        return named(session_.errors.msg_code);
    }
    return Size{static_cast<std::int32_t>(jpeg_.output_width),
                static_cast<std::int32_t>(jpeg_.output_height)};
}

// Adobe stores inks inverted (0 is full ink), others do not; black multiplies the rest.
void to_bgrx(std::span<std::uint8_t> cmyk, bool inverted) {
    for (std::size_t i = 0; i < cmyk.size(); i += 4) {
        std::uint8_t* pixel = cmyk.data() + i;
        const unsigned flip = inverted ? 0 : 255;
        const unsigned black = pixel[3] ^ flip;
        const auto channel = [&](std::uint8_t ink) {
            return static_cast<std::uint8_t>(((ink ^ flip) * black + 127) / 255);
        };
        const std::uint8_t red = channel(pixel[0]);
        pixel[0] = channel(pixel[2]);
        pixel[1] = channel(pixel[1]);
        pixel[2] = red;
        pixel[3] = 255;
    }
}

Status JpegReader::read_row(std::span<std::uint8_t> row) {
    if (!read_scanline(row.data())) {
        return named(session_.errors.msg_code);
    }
    // A missing end marker alone harms nothing; missing rows make the decoder complain.
    if (session_.starved && session_.errors.num_warnings > 0) {
        return fail(ErrorCode::damaged_media, "the JPEG is cut off");
    }
    if (header_.rows == RowLayout::bgra) {
        to_bgrx(row, jpeg_.saw_Adobe_marker != 0);
    }
    return {};
}

void JpegReader::find_orientation() {
    for (const jpeg_marker_struct* marker = jpeg_.marker_list; marker != nullptr;
         marker = marker->next) {
        if (marker->marker == exif_marker && marker->data_length > 6 && marker->data[0] == 'E') {
            header_.orientation = orientation_from_exif_block({marker->data, marker->data_length});
            return;
        }
    }
}

} // namespace

Result<PictureReaderPtr> open_jpeg(const MediaFile& file) {
    auto reader = std::make_unique<JpegReader>(file);
    if (auto opened = reader->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return reader;
}

} // namespace marquee::player::worker
