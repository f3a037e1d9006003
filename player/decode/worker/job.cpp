#include "player/decode/worker/job.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <new>

#include "player/decode/arena.hpp"
#include "player/decode/worker/lockdown.hpp"
#include "player/decode/worker_process.hpp"

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

Status done(Job job, const JobContext& context, const message::Open& open) {
    std::array<std::uint8_t, media_kind_bytes> head{};
    const std::size_t bytes = context.file.read(0, head);
    return job(context, media_kind(std::span(head).first(bytes)), open);
}

} // namespace

void live_locked_in(void (*warm_up)(), Job job) {
    stand_back();
    void* memory =
        ::mmap(nullptr, arena::bytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory_descriptor, 0);
    if (memory == MAP_FAILED) {
        ::_exit(WorkerProcess::never_began_status);
    }
    ::close(memory_descriptor);
    const CompositorLink link(socket_descriptor);
    warm_up();
    if (!lock_down()) {
        ::_exit(WorkerProcess::never_began_status);
    }
    do_job(link, static_cast<std::byte*>(memory), job);
    ::_exit(0); // destructors of libraries have nothing to do here
}

void do_job(const CompositorLink& link, std::byte* memory, Job job) {
    const OpenedMedia opened = link.wait_for_open();
    ArenaSlots slots(memory);
    FrameOutlet outlet(link, opened.open);
    const MediaFile file(opened.descriptor, opened.open.size_bytes);
    Status result;
    try {
        result = done(job, {link, slots, outlet, file}, opened.open);
    } catch (const std::bad_alloc&) {
        result = fail(ErrorCode::too_large, "not enough memory");
    }
    if (!result) {
        link.send(message::Failure{message::Kind::failure, reason_of(result.error().code)});
    }
}

} // namespace marquee::player::worker
