#include "player/decode/decode_worker.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace marquee::player {

namespace {

std::shared_ptr<WorkerLine> make_line(Descriptor socket, SharedArena arena,
                                      std::weak_ptr<TaskRunner> cleaner) {
    auto line = std::make_unique<WorkerLine>(std::move(socket), std::move(arena));
    return {line.release(), [cleaner = std::move(cleaner)](WorkerLine* gone) {
                std::shared_ptr<WorkerLine> last(gone);
                if (auto thread = cleaner.lock()) {
                    thread->post([last = std::move(last)]() mutable { last.reset(); });
                }
            }};
}

} // namespace

Result<DecodeWorker> start_worker(const std::string& program, std::weak_ptr<TaskRunner> cleaner) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        return fail(ErrorCode::io_failed,
                    std::string("no socket for a decoder: ") + std::strerror(errno));
    }
    Descriptor ours(pair[0]);
    const Descriptor theirs(pair[1]);
    auto arena = SharedArena::create();
    if (!arena) {
        return tl::unexpected(arena.error());
    }
    const auto process = WorkerProcess::spawn(program, theirs.number(), arena->descriptor());
    if (!process) {
        return tl::unexpected(process.error());
    }
    arena->close_descriptor();
    return DecodeWorker{make_line(std::move(ours), std::move(*arena), std::move(cleaner)),
                        *process};
}

} // namespace marquee::player
