#include "player/decode/worker/picture_job.hpp"

#include <cstring>
#include <vector>

#include "player/decode/fit.hpp"
#include "player/decode/worker/picture_reader.hpp"
#include "player/decode/worker/row_scaler.hpp"
#include "player/ports/frame.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::int32_t pixel_bytes = 4;
constexpr std::uint64_t row_alignment = 64;

// Where everything goes, decided before anything is decoded.
struct Plan {
    Size upright;   // the whole picture as seen
    Rect part;      // of the stored picture that is seen
    Size part_size; // that part's size on the glass, still as stored
    Size whole;     // what the whole stored picture would be scaled to
};

Plan make_plan(const PictureHeader& header, const message::Open& open) {
    Plan plan;
    plan.upright = turned(header.stored, header.orientation);
    const Fitted fitted =
        fit_into(plan.upright, {open.zone_width, open.zone_height}, static_cast<Fit>(open.fit));
    plan.part = stored_part(fitted.source, plan.upright, header.orientation);
    plan.part_size = turned(fitted.target.size(), header.orientation);
    const auto whole = [](std::int64_t stored, std::int64_t target, std::int64_t part) {
        return static_cast<std::int32_t>(std::min(stored, (stored * target + part - 1) / part));
    };
    plan.whole = {whole(header.stored.width, plan.part_size.width, plan.part.width),
                  whole(header.stored.height, plan.part_size.height, plan.part.height)};
    return plan;
}

// Fewer rows than were promised, where the format shrank them: the part shrinks with them.
Part shrunk(const Rect& part, Size stored, Size rows) {
    const double across = static_cast<double>(rows.width) / stored.width;
    const double down = static_cast<double>(rows.height) / stored.height;
    return {part.x * across, part.y * down, part.width * across, part.height * down};
}

// The frame in shared memory, written in stored order.
class UprightPixels {
public:
    UprightPixels(std::byte* pixels, std::uint64_t stride, Size stored, Orientation orientation)
        : pixels_(reinterpret_cast<std::uint8_t*>(pixels)),
          walk_(upright_walk(stored, orientation, static_cast<std::ptrdiff_t>(stride),
                             pixel_bytes)) {}

    void write_row(std::int32_t y, std::span<const std::uint8_t> row) const {
        std::uint8_t* place = pixels_ + walk_.start + y * walk_.row_step;
        if (walk_.column_step == pixel_bytes) {
            std::memcpy(place, row.data(), row.size());
            return;
        }
        for (std::size_t x = 0; x < row.size(); x += pixel_bytes, place += walk_.column_step) {
            std::memcpy(place, row.data() + x, pixel_bytes);
        }
    }

private:
    std::uint8_t* pixels_;
    UprightWalk walk_;
};

Status stream_rows(PictureReader& reader, const Plan& plan, const UprightPixels& pixels) {
    const auto rows = reader.begin(plan.whole);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    RowScaler scaler(
        *rows, shrunk(plan.part, reader.header().stored, *rows), plan.part_size,
        [&](std::int32_t y, std::span<const std::uint8_t> row) { pixels.write_row(y, row); });
    std::vector<std::uint8_t> row(static_cast<std::size_t>(rows->width) * pixel_bytes);
    for (std::int32_t y = 0; y < rows->height && !scaler.done(); ++y) {
        if (auto read = reader.read_row(row); !read) {
            return read;
        }
        scaler.feed(row);
    }
    return {};
}

} // namespace

Status show_picture(const JobContext& context, MediaKind kind, const message::Open& open) {
    const auto opened = open_picture(context.file, kind);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    PictureReader& reader = **opened;
    const PictureHeader& header = reader.header();
    const Size stored = header.stored;
    if (std::int64_t{stored.width} * stored.height > limits::picture_pixels_max) {
        return fail(ErrorCode::too_large, "more pixels than allowed");
    }
    const Plan plan = make_plan(header, open);
    message::Info info;
    info.width = plan.upright.width;
    info.height = plan.upright.height;
    context.link.send(info);

    const Size shown = turned(plan.part_size, header.orientation);
    const std::uint64_t row_bytes = static_cast<std::uint64_t>(shown.width) * pixel_bytes;
    const std::uint64_t stride = (row_bytes + row_alignment - 1) / row_alignment * row_alignment;
    const auto memory = context.slots.take_owned(stride * static_cast<std::uint64_t>(shown.height));
    if (!memory) {
        return fail(ErrorCode::too_large, "the zone has more pixels than the shared memory");
    }
    const UprightPixels pixels(memory.get(), stride, plan.part_size, header.orientation);
    if (auto streamed = stream_rows(reader, plan, pixels); !streamed) {
        return streamed;
    }
    message::Frame frame;
    frame.format = static_cast<std::uint32_t>(header.alpha == Alpha::none ? PixelFormat::bgrx
                                                                          : PixelFormat::bgra);
    frame.width = shown.width;
    frame.height = shown.height;
    frame.offsets[0] = context.slots.offset_of(memory.get());
    frame.strides[0] = stride;
    context.outlet.ship(frame, memory);
    context.link.send(message::End{});
    return {};
}

Result<PictureReaderPtr> open_picture(const MediaFile& file, MediaKind kind) {
    switch (kind) {
    case MediaKind::jpeg:
        return open_jpeg(file);
    case MediaKind::png:
        return open_png(file);
    case MediaKind::webp:
        return open_webp(file);
    case MediaKind::container:
    case MediaKind::unknown:
        break;
    }
    return fail(ErrorCode::unsupported_media, "not a picture we know");
}

} // namespace marquee::player::worker
