// What all shards share of one listener: its service, its caps and its current credentials.
#pragma once

#include <memory>
#include <mutex>

#include "manager/front/census.hpp"
#include "manager/front/front.hpp"
#include "manager/front/tls_context.hpp"

namespace marquee::manager {

// Any thread.
class Entrance {
public:
    // `tls` is null for a plain listener.
    Entrance(const Listener& listener, std::shared_ptr<const TlsContext> tls,
             const FrontLimits& limits, const Clock& clock)
        : service_(listener.service),
          channels_(listener.channels),
          events_(listener.events),
          is_plain_(!tls),
          census_(limits.connections_max, limits.connections_per_address_max),
          verification_time_(listener.tls ? listener.tls->verification_time : nullptr),
          clock_(clock),
          tls_(std::move(tls)) {}

    Service& service() const { return service_; }
    const std::optional<ChannelDoor>& channels() const { return channels_; }
    const std::optional<EventDoor>& events() const { return events_; }
    Census& census() { return census_; }
    bool is_plain() const { return is_plain_; }

    // A session on the credentials of this moment. Null when memory runs out.
    TlsSession open_tls(int socket) const;

    // For connections from now on; those that exist keep what they have.
    void replace_tls(std::shared_ptr<const TlsContext> tls);

private:
    Service& service_;
    const std::optional<ChannelDoor> channels_;
    const std::optional<EventDoor> events_;
    const bool is_plain_;
    Census census_;
    const std::function<Instant()> verification_time_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::shared_ptr<const TlsContext> tls_; // mutex_
};

} // namespace marquee::manager
