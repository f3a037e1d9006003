#include "player/decode/worker_guard.hpp"

#include <bit>
#include <cstring>

#include "player/decode/arena.hpp"
#include "player/ports/frame.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {

namespace {

constexpr int infos_max = 2;

tl::unexpected<Error> lie(const char* what) {
    return fail(ErrorCode::damaged_media, std::string("the decoder broke its protocol: ") + what);
}

template<typename T>
Result<T> read_exactly(std::span<const std::byte> packet) {
    if (packet.size() != sizeof(T)) {
        return lie("a message of the wrong length");
    }
    T value;
    std::memcpy(&value, packet.data(), sizeof value);
    return value;
}

struct PlaneShape {
    std::uint64_t row_bytes;
    std::uint64_t rows;
};

// What each plane of a frame must hold; planes the format lacks have no rows.
std::array<PlaneShape, 3> plane_shapes(const message::Frame& frame) {
    const auto width = static_cast<std::uint64_t>(frame.width);
    const auto height = static_cast<std::uint64_t>(frame.height);
    if (static_cast<PixelFormat>(frame.format) != PixelFormat::i420) {
        return {{{width * 4, height}, {0, 0}, {0, 0}}};
    }
    const PlaneShape chroma{(width + 1) / 2, (height + 1) / 2};
    return {{{width, height}, chroma, chroma}};
}

bool lies_in_arena(std::uint64_t offset, std::uint64_t stride, PlaneShape shape) {
    if (shape.rows == 0) {
        return offset == 0 && stride == 0;
    }
    if (stride < shape.row_bytes || stride > limits::decode_stride_bytes_max) {
        return false;
    }
    if (offset < arena::pixels_offset || offset > arena::bytes) {
        return false;
    }
    return stride * shape.rows <= arena::bytes - offset; // at most 2^16 × 2^14: no overflow
}

} // namespace

Result<WorkerReport> WorkerGuard::accept(std::span<const std::byte> packet, std::uint64_t held) {
    message::Kind kind{};
    if (packet.size() < sizeof kind || packet.size() > message::size_max) {
        return lie("a message of the wrong length");
    }
    if (finished_) {
        return lie("a message after the last one");
    }
    std::memcpy(&kind, packet.data(), sizeof kind);
    switch (kind) {
    case message::Kind::info:
        return read_exactly<message::Info>(packet).and_then(
            [&](const message::Info& info) -> Result<WorkerReport> {
                return check_info(info).map([&] { return WorkerReport{info}; });
            });
    case message::Kind::frame:
        return read_exactly<message::Frame>(packet).and_then(
            [&](const message::Frame& frame) -> Result<WorkerReport> {
                return check_frame(frame, held).map([&] { return WorkerReport{frame}; });
            });
    case message::Kind::end:
        finished_ = true;
        if (medium_ == message::Medium::sound ? infos_ == 0 : frames_ == 0) {
            return lie("an end without a frame");
        }
        return read_exactly<message::End>(packet).map([](auto end) { return WorkerReport{end}; });
    case message::Kind::failure:
        finished_ = true;
        return read_exactly<message::Failure>(packet).and_then(
            [](const message::Failure& failure) -> Result<WorkerReport> {
                if (failure.reason < message::Reason::damaged
                    || failure.reason > message::Reason::too_large) {
                    return lie("an unknown reason");
                }
                return WorkerReport{failure};
            });
    default:
        return lie("an unknown message");
    }
}

Status WorkerGuard::check_info(const message::Info& info) {
    if (++infos_ > infos_max) {
        return lie("too many descriptions");
    }
    const bool is_sound = medium_ == message::Medium::sound;
    const bool has_shape = is_sound ? info.width == 0 && info.height == 0 && info.sound == 1
                                    : info.width > 0 && info.height > 0;
    if (!has_shape || info.sound > 1 || info.duration_us < -1) {
        return lie("an impossible description");
    }
    if (std::int64_t{info.width} * info.height > limits::picture_pixels_max) {
        return lie("a description over the limit");
    }
    return {};
}

Status WorkerGuard::check_frame(const message::Frame& frame, std::uint64_t held) {
    if (infos_ == 0) {
        return lie("a frame before its description");
    }
    if (medium_ == message::Medium::sound) {
        return lie("a frame of a sound");
    }
    if (frame.id >= limits::decode_frame_ids_max || (held >> frame.id & 1) != 0) {
        return lie("a frame id in use");
    }
    if (std::popcount(held) >= limits::decode_frames_held_max) {
        return lie("more frames than were allowed");
    }
    if (auto shape = check_shape(frame); !shape) {
        return shape;
    }
    const std::int64_t earliest = last_pts_us_ + 1;
    const std::int64_t from = std::max(last_pts_us_ < 0 ? start_us_ : last_pts_us_, hurried_us_);
    const std::int64_t latest = from + limits::decode_frame_step_us_max;
    if (frame.pts_us < earliest || frame.pts_us > latest) {
        return lie("a frame out of time");
    }
    if (medium_ == message::Medium::picture && frames_ > 0) {
        return lie("a second frame of a picture");
    }
    last_pts_us_ = frame.pts_us;
    ++frames_;
    return {};
}

Status WorkerGuard::check_shape(const message::Frame& frame) const {
    const bool is_fitted = medium_ != message::Medium::video;
    const Size most =
        is_fitted ? room_ : Size{limits::canvas_pixels_max, limits::canvas_pixels_max};
    if (frame.width < 1 || frame.height < 1 || frame.width > most.width
        || frame.height > most.height) {
        return lie("a frame of an impossible size");
    }
    if (frame.shown_width < 1 || frame.shown_height < 1
        || std::int64_t{frame.shown_width} * frame.shown_height > limits::picture_pixels_max) {
        return lie("a frame shown at an impossible size");
    }
    const auto unknown = is_fitted ? PixelFormat::i420 : PixelFormat::bgra;
    if (frame.format > static_cast<std::uint32_t>(PixelFormat::i420)
        || static_cast<PixelFormat>(frame.format) == unknown
        || frame.matrix > static_cast<std::uint32_t>(ColourMatrix::bt2020)
        || frame.range > static_cast<std::uint32_t>(ColourRange::full)) {
        return lie("a frame of an unknown format");
    }
    const auto shapes = plane_shapes(frame);
    for (std::size_t plane = 0; plane < shapes.size(); ++plane) {
        if (!lies_in_arena(frame.offsets[plane], frame.strides[plane], shapes[plane])) {
            return lie("a frame outside its memory");
        }
    }
    return {};
}

} // namespace marquee::player
