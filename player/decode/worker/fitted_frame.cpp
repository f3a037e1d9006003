#include "player/decode/worker/fitted_frame.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "player/decode/fit.hpp"
#include "player/ports/frame.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::int32_t pixel_bytes = 4;
constexpr std::uint64_t row_alignment = 64;

Size shown_size(const PicturePlan& plan) {
    return turned(plan.part_size, plan.header.orientation);
}

// Fewer rows than were promised, where the format shrank them: the part shrinks with them.
Part shrunk(const Rect& part, Size stored, Size rows) {
    const double across = static_cast<double>(rows.width) / stored.width;
    const double down = static_cast<double>(rows.height) / stored.height;
    return {part.x * across, part.y * down, part.width * across, part.height * down};
}

} // namespace

PicturePlan plan_picture(const PictureHeader& header, const message::Open& open) {
    PicturePlan plan;
    plan.header = header;
    plan.upright = turned(header.stored, header.orientation);
    const Fitted fitted =
        fit_moving(plan.upright, {open.zone_width, open.zone_height}, static_cast<Fit>(open.fit),
                   static_cast<PosterMotion>(open.motion));
    plan.part = stored_part(fitted.source, plan.upright, header.orientation);
    plan.part_size = turned(fitted.target.size(), header.orientation);
    const auto whole = [](std::int64_t stored, std::int64_t target, std::int64_t part) {
        return static_cast<std::int32_t>(std::min(stored, (stored * target + part - 1) / part));
    };
    plan.whole = {whole(header.stored.width, plan.part_size.width, plan.part.width),
                  whole(header.stored.height, plan.part_size.height, plan.part.height)};
    return plan;
}

std::optional<FittedFrame> FittedFrame::take(ArenaSlots& slots, const PicturePlan& plan) {
    const Size shown = shown_size(plan);
    const std::uint64_t row_bytes = static_cast<std::uint64_t>(shown.width) * pixel_bytes;
    const std::uint64_t stride = (row_bytes + row_alignment - 1) / row_alignment * row_alignment;
    auto memory = slots.take_owned(stride * static_cast<std::uint64_t>(shown.height));
    if (!memory) {
        return std::nullopt;
    }
    const std::uint64_t offset = slots.offset_of(memory.get());
    return FittedFrame(plan, stride, offset, std::move(memory));
}

FittedFrame::FittedFrame(const PicturePlan& plan, std::uint64_t stride, std::uint64_t offset,
                         std::shared_ptr<std::byte> memory)
    : plan_(plan),
      stride_(stride),
      offset_(offset),
      memory_(std::move(memory)),
      walk_(upright_walk(plan.part_size, plan.header.orientation,
                         static_cast<std::ptrdiff_t>(stride), pixel_bytes)) {}

RowScaler FittedFrame::scaler(Size rows) const {
    const ScalerSource source{
        rows, shrunk(plan_.part, plan_.header.stored, rows), plan_.header.rows,
        rows == plan_.header.stored ? SourcePixels::original : SourcePixels::means};
    return {source, plan_.part_size,
            [this](std::int32_t y, std::span<const std::uint8_t> row) { write_row(y, row); }};
}

void FittedFrame::write_row(std::int32_t y, std::span<const std::uint8_t> row) const {
    std::uint8_t* place =
        reinterpret_cast<std::uint8_t*>(memory_.get()) + walk_.start + y * walk_.row_step;
    if (walk_.column_step == pixel_bytes) {
        std::memcpy(place, row.data(), row.size());
        return;
    }
    for (std::size_t x = 0; x < row.size(); x += pixel_bytes, place += walk_.column_step) {
        std::memcpy(place, row.data() + x, pixel_bytes);
    }
}

message::Frame FittedFrame::frame(Alpha alpha) const {
    const Size shown = shown_size(plan_);
    message::Frame frame;
    frame.format =
        static_cast<std::uint32_t>(alpha == Alpha::none ? PixelFormat::bgrx : PixelFormat::bgra);
    frame.width = shown.width;
    frame.height = shown.height;
    frame.shown_width = shown.width;
    frame.shown_height = shown.height;
    frame.offsets[0] = offset_;
    frame.strides[0] = stride_;
    return frame;
}

} // namespace marquee::player::worker
