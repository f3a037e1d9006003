// The manager's door to the network: HTTP/1.1, streams of events and WebSocket over TLS or plain,
// on several listeners.
//
// A silent, slow or hostile peer costs nobody else anything: peers live on a few shard threads that
// never block, every phase has a deadline, caps hold per listener and per address, and services
// are asked on a bounded pool of workers. No server library shows through this header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "manager/front/channel_roster.hpp"
#include "manager/front/event_roster.hpp"
#include "manager/front/front_figures.hpp"
#include "manager/front/front_limits.hpp"
#include "manager/front/tls_credentials.hpp"
#include "manager/ports/exchange.hpp"
#include "manager/ports/player_channel.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

class Entrance;
class Shard;
class WorkerPool;
class MemoryBudget;

struct TlsOptions {
    // With client authorities a client certificate is optional; one that does not verify against
    // them ends the handshake. Without, none is asked for.
    TlsCredentials credentials;

    // As of when client certificates are judged; empty: the clock's wall time. Shard threads.
    std::function<Instant()> verification_time;
};

// Where a listener lets WebSockets in. Both outlive the front.
struct ChannelDoor {
    std::string path;     // "/player/v1/channel"
    std::string protocol; // the subprotocol that callers must offer
    ChannelService& service;
    ChannelRoster& roster;
};

// Where a listener holds streams of events: who is answered 200 there, with a body of the type
// text/event-stream, hears from then on what the roster is told. It outlives the front.
struct EventDoor {
    std::string path; // "/api/v1/events"
    EventRoster& roster;
};

struct Listener {
    std::string address = "127.0.0.1";     // numeric IPv4 or IPv6; "::" is every address of both
    std::uint16_t port = 0;                // 0 picks a free one
    std::optional<TlsOptions> tls;         // nullopt: plain, for loopback and for proxies
    Service& service;                      // outlives the front
    std::optional<ChannelDoor> channels{}; // none: a path like any other
    std::optional<EventDoor> events{};     // the same
};

// Open as long as it lives. Any thread.
class Front {
    struct Opening {}; // only open() has one

public:
    // Listens on all of `listeners` or on none. out_of_range at a limit; malformed at an address or
    // at credentials; already_exists when a port is in use; io_failed.
    static Result<std::unique_ptr<Front>> open(const FrontLimits& limits,
                                               std::vector<Listener> listeners, const Clock& clock);

    Front(Opening, const FrontLimits& limits, const Clock& clock);
    ~Front(); // stop()
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    // Where a listener listens; `listener` counts from 0 in the order given to open().
    std::uint16_t port(std::size_t listener) const;

    // New connections use the new credentials; those that exist go on undisturbed. wrong_state on a
    // plain listener; malformed credentials change nothing.
    Status replace_credentials(std::size_t listener, const TlsCredentials& credentials);

    FrontFigures figures() const;

    // Refuses new peers, sends idle ones, channels and streams home, lets requests under way finish
    // for FrontLimits::drain_max, then disconnects. Blocks until the last call to a service has
    // returned. Once; a second call does nothing.
    void stop();

private:
    Status add(const Listener& listener);

    const FrontLimits limits_;
    const Clock& clock_;
    FrontCounters counters_;
    std::unique_ptr<MemoryBudget> bodies_;
    std::unique_ptr<WorkerPool> workers_;
    std::vector<std::unique_ptr<Entrance>> entrances_;
    std::vector<std::uint16_t> ports_;
    std::vector<std::unique_ptr<Shard>> shards_;
};

} // namespace marquee::manager
