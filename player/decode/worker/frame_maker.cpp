#include "player/decode/worker/frame_maker.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

extern "C" {
#include <libavutil/pixdesc.h>
}

#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr int planes_max = 3;
constexpr int line_alignment = 64;
constexpr int hd_lines = 720;

struct PlaneGeometry {
    Size size;
    int pixel_bytes;
};

int plane_count(int format) {
    return format == AV_PIX_FMT_BGR0 ? 1 : planes_max;
}

PlaneGeometry plane_geometry(int format, Size size, int plane) {
    if (format == AV_PIX_FMT_BGR0) {
        return {size, 4};
    }
    if (plane == 0) {
        return {size, 1};
    }
    return {{(size.width + 1) / 2, (size.height + 1) / 2}, 1};
}

bool is_planar_420(int format) {
    return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

ColourMatrix matrix_of(const AVFrame& frame) {
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
        return ColourMatrix::bt709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return ColourMatrix::bt2020;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC:
        return ColourMatrix::bt601;
    default:
        return frame.height >= hd_lines ? ColourMatrix::bt709 : ColourMatrix::bt601;
    }
}

bool is_full_range(const AVFrame& frame) {
    switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
        return true;
    default:
        return frame.color_range == AVCOL_RANGE_JPEG;
    }
}

// Copies a plane, turning it on the way.
void copy_turned(const std::uint8_t* from, int from_stride, std::uint8_t* to,
                 std::ptrdiff_t to_stride, const PlaneGeometry& stored, Orientation orientation) {
    const UprightWalk walk = upright_walk(stored.size, orientation, to_stride, stored.pixel_bytes);
    const bool is_straight = walk.column_step == stored.pixel_bytes;
    for (std::int32_t y = 0; y < stored.size.height; ++y, from += from_stride) {
        std::uint8_t* place = to + walk.start + y * walk.row_step;
        if (is_straight) {
            std::memcpy(place, from,
                        static_cast<std::size_t>(stored.size.width * stored.pixel_bytes));
            continue;
        }
        for (std::int32_t x = 0; x < stored.size.width; ++x, place += walk.column_step) {
            std::memcpy(place, from + x * stored.pixel_bytes,
                        static_cast<std::size_t>(stored.pixel_bytes));
        }
    }
}

// The frame where it lies; nullopt when that is not in the arena as a whole.
std::optional<MadeFrame> as_it_lies(AVFrame& frame, const message::Frame& header,
                                    const ArenaSlots& slots) {
    MadeFrame made{header, nullptr};
    for (int plane = 0; plane < planes_max; ++plane) {
        if (!slots.contains(frame.data[plane]) || frame.linesize[plane] <= 0) {
            return std::nullopt;
        }
        made.header.offsets[plane] = slots.offset_of(frame.data[plane]);
        made.header.strides[plane] = static_cast<std::uint64_t>(frame.linesize[plane]);
    }
    std::shared_ptr<AVFrame> kept(::av_frame_alloc(), LibavFree{});
    ::av_frame_move_ref(kept.get(), &frame);
    made.pixels = std::move(kept);
    return made;
}

} // namespace

Size shown_size(Size stored, AVRational pixel, Orientation orientation) {
    Size size = stored;
    if (pixel.num > 0 && pixel.den > 0) {
        const std::int64_t width = ::av_rescale(size.width, pixel.num, pixel.den);
        size.width = static_cast<std::int32_t>(
            std::clamp<std::int64_t>(width, 1, limits::canvas_pixels_max));
    }
    if (std::int64_t{size.width} * size.height > limits::picture_pixels_max) {
        size.width = stored.width; // a shape nobody meant
    }
    return turned(size, orientation);
}

message::Frame FrameMaker::header_of(const AVFrame& frame, PixelFormat format) const {
    const Size stored{frame.width, frame.height};
    const Size size = turned(stored, orientation_);
    const Size shown =
        shown_size(stored, pixel_.num > 0 ? pixel_ : frame.sample_aspect_ratio, orientation_);
    message::Frame header;
    header.format = static_cast<std::uint32_t>(format);
    header.matrix = static_cast<std::uint32_t>(matrix_of(frame));
    header.range =
        static_cast<std::uint32_t>(is_full_range(frame) ? ColourRange::full : ColourRange::limited);
    header.width = size.width;
    header.height = size.height;
    header.shown_width = shown.width;
    header.shown_height = shown.height;
    return header;
}

Result<std::optional<MadeFrame>> FrameMaker::make(AVFrame& frame) {
    if (std::max(frame.width, frame.height) > limits::canvas_pixels_max) {
        return fail(ErrorCode::too_large, "a frame with more pixels than allowed");
    }
    if (frame.interlaced_frame == 0) {
        deinterlacer_.forget();
    }
    const bool is_upright = orientation_ == Orientation{};
    if (is_planar_420(frame.format) && is_upright && frame.interlaced_frame == 0) {
        if (auto made = as_it_lies(frame, header_of(frame, PixelFormat::i420), slots_)) {
            return made;
        }
    }
    const AVPixFmtDescriptor* described =
        ::av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    const bool is_rgb = described != nullptr && (described->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    const int format = is_rgb ? AV_PIX_FMT_BGR0 : AV_PIX_FMT_YUV420P;
    const Size stored{frame.width, frame.height};
    MadeFrame made{header_of(frame, is_rgb ? PixelFormat::bgrx : PixelFormat::i420), nullptr};
    std::uint64_t bytes = 0;
    for (int plane = 0; plane < plane_count(format); ++plane) {
        const PlaneGeometry geometry = plane_geometry(format, stored, plane);
        const Size upright = turned(geometry.size, orientation_);
        const int row_bytes = upright.width * geometry.pixel_bytes;
        const auto stride = static_cast<std::uint64_t>((row_bytes + line_alignment - 1)
                                                       / line_alignment * line_alignment);
        made.header.offsets[plane] = bytes;
        made.header.strides[plane] = stride;
        bytes += stride * static_cast<std::uint64_t>(upright.height);
    }
    const auto memory = slots_.take_owned(bytes);
    if (!memory) {
        return std::nullopt;
    }
    auto source = converted(frame, format);
    if (source && frame.interlaced_frame != 0 && !is_rgb) {
        source = deinterlaced(**source);
    }
    if (!source) {
        return tl::unexpected(source.error());
    }
    for (int plane = 0; plane < plane_count(format); ++plane) {
        auto* place = reinterpret_cast<std::uint8_t*>(memory.get()) + made.header.offsets[plane];
        copy_turned((*source)->data[plane], (*source)->linesize[plane], place,
                    static_cast<std::ptrdiff_t>(made.header.strides[plane]),
                    plane_geometry(format, stored, plane), orientation_);
        made.header.offsets[plane] += slots_.offset_of(memory.get());
    }
    made.pixels = memory;
    ::av_frame_unref(&frame);
    return made;
}

Result<AVFrame*> FrameMaker::converted(AVFrame& frame, int format) {
    if (frame.format == format || (is_planar_420(frame.format) && is_planar_420(format))) {
        return &frame;
    }
    scaler_.reset(::sws_getCachedContext(scaler_.release(), frame.width, frame.height,
                                         static_cast<AVPixelFormat>(frame.format), frame.width,
                                         frame.height, static_cast<AVPixelFormat>(format),
                                         SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!scaler_) {
        return fail(ErrorCode::unsupported_media, "a pixel format that cannot be converted");
    }
    // Only the sampling changes; what the numbers mean stays.
    const int range = is_full_range(frame) ? 1 : 0;
    const int* coefficients = ::sws_getCoefficients(SWS_CS_DEFAULT);
    ::sws_setColorspaceDetails(scaler_.get(), coefficients, range, coefficients, range, 0, 1 << 16,
                               1 << 16);
    // The frame before may still be looked at by the deinterlacer.
    if (!scratch_ || scratch_->width != frame.width || scratch_->height != frame.height
        || scratch_->format != format || ::av_frame_is_writable(scratch_.get()) == 0) {
        scratch_.reset(::av_frame_alloc());
        scratch_->width = frame.width;
        scratch_->height = frame.height;
        scratch_->format = format;
        if (::av_frame_get_buffer(scratch_.get(), 0) < 0) {
            return fail(ErrorCode::too_large, "not enough memory for a frame");
        }
    }
    if (::sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, scratch_->data,
                    scratch_->linesize)
        <= 0) {
        return fail(ErrorCode::damaged_media, "a frame that cannot be converted");
    }
    scratch_->top_field_first = frame.top_field_first;
    return scratch_.get();
}

Result<AVFrame*> FrameMaker::deinterlaced(const AVFrame& frame) {
    if (AVFrame* whole = deinterlacer_.whole(frame)) {
        return whole;
    }
    return fail(ErrorCode::too_large, "not enough memory for a frame");
}

} // namespace marquee::player::worker
