#include "player/decode/worker/job.hpp"

#include <array>
#include <new>

#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/frame_outlet.hpp"
#include "player/decode/worker/media_file.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "player/decode/worker/picture_job.hpp"
#include "player/decode/worker/video_job.hpp"

namespace marquee::player::worker {

namespace {

message::Reason reason_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::unsupported_media:
        return message::Reason::unsupported;
    case ErrorCode::too_large:
        return message::Reason::too_large;
    default:
        return message::Reason::damaged;
    }
}

Status decode(const JobContext& context, const message::Open& open) {
    std::array<std::uint8_t, media_kind_bytes> head{};
    const std::size_t bytes = context.file.read(0, head);
    const MediaKind kind = media_kind(std::span(head).first(bytes));
    if (open.medium == message::Medium::picture) {
        return show_picture(context, kind, open);
    }
    return play_video(context, kind, open);
}

} // namespace

void do_job(const CompositorLink& link, std::byte* memory) {
    const OpenedMedia opened = link.wait_for_open();
    ArenaSlots slots(memory);
    FrameOutlet outlet(link);
    const MediaFile file(opened.descriptor, opened.open.size_bytes);
    Status done;
    try {
        done = decode({link, slots, outlet, file}, opened.open);
    } catch (const std::bad_alloc&) {
        done = fail(ErrorCode::too_large, "not enough memory");
    }
    if (!done) {
        link.send(message::Failure{message::Kind::failure, reason_of(done.error().code)});
    }
}

} // namespace marquee::player::worker
