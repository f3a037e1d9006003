#include "player/decode/worker/picture_job.hpp"

#include "player/decode/worker/fitted_frame.hpp"
#include "player/decode/worker/picture_reader.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

Status stream_rows(PictureReader& reader, const PicturePlan& plan, const FittedFrame& fitted) {
    const auto rows = reader.begin(plan.whole);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    RowScaler scaler = fitted.scaler(*rows);
    for (std::int32_t y = 0; y < rows->height && !scaler.done(); ++y) {
        if (auto read = reader.read_row(scaler.row()); !read) {
            return read;
        }
        scaler.take_row();
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
    if (std::int64_t{header.stored.width} * header.stored.height > limits::picture_pixels_max) {
        return fail(ErrorCode::too_large, "more pixels than allowed");
    }
    const PicturePlan plan = plan_picture(header, open);
    message::Info info;
    info.width = plan.upright.width;
    info.height = plan.upright.height;
    context.link.send(info);
    const auto fitted = FittedFrame::take(context.slots, plan);
    if (!fitted) {
        return fail(ErrorCode::too_large, "the zone has more pixels than the shared memory");
    }
    if (auto streamed = stream_rows(reader, plan, *fitted); !streamed) {
        return streamed;
    }
    context.outlet.ship(fitted->frame(header.alpha), fitted->pixels());
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
    case MediaKind::gif:
    case MediaKind::animated_webp:
    case MediaKind::container:
    case MediaKind::unknown:
        break;
    }
    return fail(ErrorCode::unsupported_media, "not a picture we know");
}

} // namespace marquee::player::worker
