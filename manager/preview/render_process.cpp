#include "manager/preview/render_process.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"
#include "schemas/wire/preview.hpp"

namespace marquee::manager {

namespace {

constexpr std::uint64_t open_files_max = 256;

tl::unexpected<Error> broken(std::string what) {
    return fail(ErrorCode::preview_failed, std::move(what));
}

// Readable, writable or gone; false at the deadline.
bool wait_for(int descriptor, short events, Microseconds deadline, const Clock& clock) {
    for (;;) {
        const auto left = std::chrono::ceil<Milliseconds>(deadline - clock.monotonic());
        if (left.count() <= 0) {
            return false;
        }
        pollfd watched{descriptor, events, 0};
        if (::poll(&watched, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)))
            > 0) {
            return true;
        }
    }
}

ChildPlan plan_of(const RenderProgram& program) {
    ChildPlan plan{.program = program.program,
                   .arguments = {program.duty == RenderDuty::checks ? "--serve-checks" : "--serve",
                                 "--assets", program.assets.string(), "--fonts",
                                 program.fonts.string()},
                   .environment = {"LANG=C.UTF-8", "MALLOC_ARENA_MAX=2"}};
    plan.limits.open_files = open_files_max;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    plan.limits.memory_bytes = limits::render_address_space_bytes; // a sanitizer maps terabytes
#endif
    return plan;
}

} // namespace

Result<RenderProcess> RenderProcess::start(const RenderProgram& program) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return broken("no pipe to the renderer");
    }
    FileDescriptor ours(ends[0]);
    const FileDescriptor theirs(ends[1]);
    auto child = Child::start(plan_of(program), {.input = theirs.get(), .output = theirs.get()});
    if (!child) {
        return broken("the renderer does not start: " + to_string(child.error()));
    }
    return RenderProcess(*std::move(child), std::move(ours));
}

Status RenderProcess::send(std::string_view bytes, Microseconds deadline, const Clock& clock) {
    while (!bytes.empty()) {
        if (!wait_for(pipe_.get(), POLLOUT, deadline, clock)) {
            return fail(ErrorCode::timed_out, "the renderer does not take its request");
        }
        const ssize_t put =
            ::send(pipe_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno != EAGAIN && errno != EINTR) {
            return broken("the renderer has ended");
        }
        bytes.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
    }
    return {};
}

Status RenderProcess::receive(Microseconds deadline, const Clock& clock) {
    if (!wait_for(pipe_.get(), POLLIN, deadline, clock)) {
        return fail(ErrorCode::timed_out, "the renderer does not answer");
    }
    std::array<char, 65'536> piece;
    const ssize_t got = ::recv(pipe_.get(), piece.data(), piece.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        return broken("the renderer ended before it had answered");
    }
    received_.append(piece.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return {};
}

Result<RenderReply> RenderProcess::ask(std::string_view line, Microseconds deadline,
                                       const Clock& clock) {
    received_.clear();
    Status status = send(std::string(line) + '\n', deadline, clock);
    std::size_t end = std::string::npos;
    while (status && (end = received_.find('\n')) == std::string::npos) {
        if (received_.size() > limits::render_answer_bytes_max) {
            return broken("the renderer's answer has no end");
        }
        status = receive(deadline, clock);
    }
    if (!status) {
        return tl::unexpected<Error>(status.error());
    }
    auto head = wire::read_render_answer(std::string_view(received_).substr(0, end));
    if (!head) {
        return broken("the renderer's answer is none: " + to_string(head.error()));
    }
    received_.erase(0, end + 1);
    const std::size_t bytes = bytes_following(*head);
    while (status && received_.size() < bytes) {
        status = receive(deadline, clock);
    }
    if (!status) {
        return tl::unexpected<Error>(status.error());
    }
    if (received_.size() != bytes) {
        return broken("the renderer said more than it was asked");
    }
    return RenderReply{*std::move(head), std::exchange(received_, {})};
}

} // namespace marquee::manager
