#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/child_process.hpp"
#include "common/file_error.hpp"

namespace marquee {

namespace {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    int number() const { return number_; }
    void reset(int number) {
        close();
        number_ = number;
    }
    void close() {
        if (number_ >= 0) {
            ::close(number_);
            number_ = -1;
        }
    }

private:
    int number_ = -1;
};

// Our end and the child's end of one stream. Sockets rather than pipes, because a write to a child
// that has gone must not raise SIGPIPE.
struct Stream {
    Descriptor ours;
    Descriptor theirs;

    bool open() {
        std::array<int, 2> ends{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            return false;
        }
        ours.reset(ends[0]);
        theirs.reset(ends[1]);
        return ::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
    }
};

// Feeds and collects until both outputs have ended.
class Conversation {
public:
    Conversation(std::string_view input, const ChildBounds& bounds)
        : input_(input), bytes_max_(bounds.output_bytes_max) {}

    bool open() { return in_.open() && out_.open() && err_.open(); }

    ChildStreams streams() const {
        return {in_.theirs.number(), out_.theirs.number(), err_.theirs.number()};
    }

    void child_started() {
        in_.theirs.close();
        out_.theirs.close();
        err_.theirs.close();
        feed();
    }

    Status until_ended(Microseconds deadline, const Clock& clock) {
        while (out_.ours.number() >= 0 || err_.ours.number() >= 0) {
            const auto left = std::chrono::ceil<Milliseconds>(deadline - clock.monotonic());
            if (left.count() <= 0) {
                return fail(ErrorCode::timed_out, "the child took too long");
            }
            // poll(2) passes over negative descriptors.
            std::array<pollfd, 3> watched{{{out_.ours.number(), POLLIN, 0},
                                           {err_.ours.number(), POLLIN, 0},
                                           {in_.ours.number(), POLLOUT, 0}}};
            ::poll(watched.data(), watched.size(),
                   static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
            if (watched[2].revents != 0) {
                feed();
            }
            if (!collect(out_.ours, output) || !collect(err_.ours, errors)) {
                return fail(ErrorCode::too_large,
                            "the child said more than " + std::to_string(bytes_max_) + " bytes");
            }
        }
        return {};
    }

    std::string output;
    std::string errors;

private:
    void feed() {
        while (in_.ours.number() >= 0) {
            const ssize_t put = input_.empty() ? 0
                                               : ::send(in_.ours.number(), input_.data(),
                                                        input_.size(), MSG_NOSIGNAL);
            if (put < 0 && (errno == EAGAIN || errno == EINTR)) {
                return;
            }
            input_.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
            if (put < 0 || input_.empty()) {
                in_.ours.close(); // all said, or nobody listens
            }
        }
    }

    // False when there is more than allowed. Closes the descriptor at the end of the stream.
    bool collect(Descriptor& from, std::string& into) {
        std::array<char, 16 * 1024> piece;
        while (from.number() >= 0) {
            const ssize_t got = ::recv(from.number(), piece.data(), piece.size(), 0);
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
                return true;
            }
            if (got <= 0) {
                from.close();
                return true;
            }
            into.append(piece.data(), static_cast<std::size_t>(got));
            if (into.size() > bytes_max_) {
                return false;
            }
        }
        return true;
    }

    std::string_view input_;
    std::size_t bytes_max_;
    Stream in_;
    Stream out_;
    Stream err_;
};

} // namespace

Result<ChildRun> run_child(const ChildPlan& plan, std::string_view input, const ChildBounds& bounds,
                           const Clock& clock) {
    const Microseconds deadline = clock.monotonic() + bounds.patience;
    Conversation conversation(input, bounds);
    if (!conversation.open()) {
        return tl::unexpected(file_error(errno, "prepare a child", plan.program));
    }
    auto child = Child::start(plan, conversation.streams());
    if (!child) {
        return tl::unexpected(child.error());
    }
    conversation.child_started();
    if (const Status said = conversation.until_ended(deadline, clock); !said) {
        return fail(said.error().code, said.error().what, plan.program.string());
    }
    const auto exit = child->wait_until(deadline, clock);
    if (!exit) {
        return fail(ErrorCode::timed_out, "the child took too long", plan.program.string());
    }
    return ChildRun{*exit, std::move(conversation.output), std::move(conversation.errors)};
}

} // namespace marquee
