// One page that is told what changes: a stream of events (WHATWG HTML, "Server-sent events") after
// the head of its answer.
#pragma once

#include <memory>
#include <string>

#include "manager/front/connection.hpp"
#include "manager/front/event_line.hpp"
#include "manager/front/event_roster.hpp"

namespace marquee::manager {

// Shard thread. Nothing is read but the peer's goodbye. What changes in quick succession is told
// together; a comment keeps proxies from closing a quiet stream, and finds out whether anybody
// listens. After FrontLimits::events_life_max the stream ends and the page asks for another one,
// which is a request like any other: so nobody listens who may no longer sign in.
class EventSession {
public:
    // What every stream of a listener shares; all outlive it.
    struct Terms {
        EventRoster& roster;
        FrontCounters& counters;
        const FrontLimits& limits;
    };

    EventSession(const Terms& terms, Connection& connection);
    ~EventSession();

    EventSession(const EventSession&) = delete;
    EventSession& operator=(const EventSession&) = delete;

    // Once; the connection is spent when it ends.
    boost::asio::awaitable<void> run();

private:
    std::string due(); // what is to be said now; over_ when nothing more is
    boost::asio::awaitable<bool> rest();
    void leave();

    const Terms terms_;
    Connection& connection_;
    const std::shared_ptr<EventLine> line_;
    const Microseconds ends_;
    unsigned waiting_ = 0; // bits of subjects not told yet
    Microseconds spoke_{};
    bool over_ = false;
};

} // namespace marquee::manager
