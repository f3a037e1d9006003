// One peer: its stream, what it must do by when, and its place in the sweep.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/clock.hpp"
#include "manager/front/deadline.hpp"
#include "manager/front/front_figures.hpp"
#include "manager/front/front_limits.hpp"
#include "manager/front/stream.hpp"
#include "manager/front/sweep.hpp"

namespace marquee::manager {

// Shard thread. Every coroutine ends early, with the answer that means "the peer is gone", once the
// sweep has expelled the peer or it left by itself.
class Connection {
public:
    // What every connection of a shard shares; all outlive it.
    struct Terms {
        boost::asio::io_context& context;
        Sweep& sweep;
        FrontCounters& counters;
        const FrontLimits& limits;
        const Clock& clock;
    };

    Connection(const Terms& terms, FileDescriptor socket, TlsSession tls);
    ~Connection();

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    boost::asio::awaitable<bool> handshake();

    // Between two requests: nothing is owed to the peer. False: it left, or was sent home.
    boost::asio::awaitable<bool> idle(Milliseconds allowance);

    // Appends what arrives next; at least one byte unless false.
    boost::asio::awaitable<bool> read(std::string& into);

    // The whole of both, or false.
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);
    boost::asio::awaitable<bool> send(const FilePart& part);

    // For a channel: like read(), but also ends when nudge() was called, before or meanwhile.
    enum class News { gone, nudge, input };
    boost::asio::awaitable<News> listen(std::string& into);

    // Says goodbye and waits, not for long, until the peer has read what was sent: closing on
    // bytes that are still arriving would destroy an answer under way.
    boost::asio::awaitable<void> farewell();

    // What the peer owes from now on.
    void expect_within(Milliseconds allowance);
    void expect_transfer();
    void expect_nothing() { deadline_.lift(); }
    void resume_transfer(); // after a pause that was ours

    // From now on it is a channel: when the shard drains it is nudged, not sent home, and a peer
    // that does not read costs little.
    void become_channel();
    void nudge();                             // ends listen(); a write goes on undisturbed
    void nudge_after(Milliseconds allowance); // by the sweep, once
    void leave();                             // without waiting for anybody

    std::optional<ClientCertificate> client() const { return stream_.client(); }
    boost::asio::io_context& context() const { return terms_.context; }
    Microseconds now() const { return terms_.clock.monotonic(); }
    bool draining() const { return terms_.sweep.draining(); }

    // The sweep's verbs.
    bool overdue(Microseconds instant) const { return deadline_.passed(instant); }
    void nudge_if_due(Microseconds instant);
    void expel();
    void send_home_if_idle();

private:
    boost::asio::awaitable<bool> is_worth_another(const Attempt& attempt);
    bool turn_is_over(std::size_t moved);

    const Terms& terms_;
    Stream stream_;
    Deadline deadline_;
    Sweep::Place place_;
    bool idle_ = false; // owed nothing: sent home when the shard drains
    bool in_transfer_ = false;
    bool is_channel_ = false;
    bool is_writing_ = false;
    Microseconds nudge_due_ = Microseconds::max();
    std::size_t moved_in_turn_ = 0;
};

} // namespace marquee::manager
