#include "manager/front/connection.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace marquee::manager {

namespace asio = boost::asio;

Connection::Connection(const Terms& terms, FileDescriptor socket, TlsSession tls)
    : terms_(terms),
      stream_(terms.context, std::move(socket), std::move(tls)),
      place_(terms.sweep.enter(*this)) {}

Connection::~Connection() {
    terms_.sweep.leave(place_);
}

void Connection::expect_within(Milliseconds allowance) {
    in_transfer_ = false;
    deadline_.expect_by(now() + allowance);
}

void Connection::expect_transfer() {
    in_transfer_ = true;
    deadline_.begin_transfer(
        now(), {terms_.limits.transfer_pause_max, terms_.limits.transfer_bytes_per_second_min});
}

void Connection::resume_transfer() {
    deadline_.moved(now(), 0);
}

void Connection::expel() {
    ++terms_.counters.expelled;
    idle_ ? stream_.end() : stream_.abort();
}

void Connection::send_home_if_idle() {
    if (is_channel_) {
        is_writing_ ? stream_.abort() : nudge();
    } else if (idle_) {
        stream_.end();
    }
}

void Connection::become_channel() {
    is_channel_ = true;
    stream_.bound_send_buffer(terms_.limits.push_buffer_bytes);
}

void Connection::nudge() {
    stream_.wake();
}

void Connection::nudge_after(Milliseconds allowance) {
    nudge_due_ = now() + allowance;
}

void Connection::nudge_if_due(Microseconds instant) {
    if (instant >= nudge_due_) {
        nudge_due_ = Microseconds::max();
        nudge();
    }
}

void Connection::leave() {
    stream_.end();
}

asio::awaitable<Connection::News> Connection::listen(std::string& into) {
    const Attempt attempt = stream_.try_read(into);
    if (attempt.progress == Progress::done) {
        if (turn_is_over(attempt.bytes)) {
            co_await asio::post(stream_.executor(), asio::use_awaitable);
        }
        co_return News::input;
    }
    const bool woken = co_await is_worth_another(attempt);
    co_return woken ? News::nudge : News::gone;
}

asio::awaitable<bool> Connection::is_worth_another(const Attempt& attempt) {
    if (attempt.progress == Progress::done || attempt.progress == Progress::gone) {
        co_return false;
    }
    co_return co_await stream_.wait(attempt.progress);
}

asio::awaitable<bool> Connection::handshake() {
    expect_within(terms_.limits.handshake_max);
    idle_ = true;
    Attempt attempt = stream_.try_handshake();
    while (co_await is_worth_another(attempt)) {
        attempt = stream_.try_handshake();
    }
    idle_ = false;
    co_return attempt.progress == Progress::done;
}

asio::awaitable<bool> Connection::idle(Milliseconds allowance) {
    if (draining()) {
        co_return false;
    }
    expect_within(allowance);
    idle_ = true;
    const bool woken = co_await stream_.wait(Progress::needs_read);
    idle_ = false;
    co_return woken;
}

asio::awaitable<bool> Connection::read(std::string& into) {
    for (;;) {
        const Attempt attempt = stream_.try_read(into);
        if (attempt.progress == Progress::done) {
            if (turn_is_over(attempt.bytes)) {
                co_await asio::post(stream_.executor(), asio::use_awaitable);
            }
            co_return true;
        }
        if (!co_await is_worth_another(attempt)) {
            co_return false;
        }
    }
}

asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second) {
    is_writing_ = true;
    while (!first.empty() || !second.empty()) {
        const Attempt attempt = stream_.try_write(first, second);
        if (attempt.progress == Progress::done) {
            const std::size_t of_first = std::min(attempt.bytes, first.size());
            first.remove_prefix(of_first);
            second.remove_prefix(attempt.bytes - of_first);
            if (turn_is_over(attempt.bytes)) {
                co_await asio::post(stream_.executor(), asio::use_awaitable);
            }
        } else if (!co_await is_worth_another(attempt)) {
            co_return false;
        }
    }
    is_writing_ = false;
    co_return true;
}

asio::awaitable<bool> Connection::send(const FilePart& part) {
    FilePart rest = part;
    while (rest.size > 0) {
        const Attempt attempt = stream_.try_send(rest);
        if (attempt.progress == Progress::done) {
            rest.offset += attempt.bytes;
            rest.size -= attempt.bytes;
            if (turn_is_over(attempt.bytes)) {
                co_await asio::post(stream_.executor(), asio::use_awaitable);
            }
        } else if (!co_await is_worth_another(attempt)) {
            co_return false;
        }
    }
    co_return true;
}

asio::awaitable<void> Connection::farewell() {
    expect_within(terms_.limits.farewell_max);
    stream_.finish_writing();
    for (;;) {
        const Attempt attempt = stream_.try_discard();
        if (attempt.progress == Progress::done) {
            if (turn_is_over(attempt.bytes)) {
                co_await asio::post(stream_.executor(), asio::use_awaitable);
            }
        } else if (!co_await is_worth_another(attempt)) {
            co_return;
        }
    }
}

// A peer with a fast line would never make its coroutine wait, and nobody else would get a turn.
bool Connection::turn_is_over(std::size_t moved) {
    static constexpr std::size_t turn_bytes = 16 * Stream::attempt_bytes_max;
    if (in_transfer_) {
        deadline_.moved(now(), moved);
    }
    moved_in_turn_ += moved;
    if (moved_in_turn_ < turn_bytes) {
        return false;
    }
    moved_in_turn_ = 0;
    return true;
}

} // namespace marquee::manager
