// The peers of one shard, looked over every 250 ms: one timer instead of one per peer.
#pragma once

#include <list>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "common/clock.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

class Connection;

// Shard thread.
class Sweep {
public:
    static constexpr Milliseconds period{250};

    using Place = std::list<Connection*>::iterator;

    Sweep(boost::asio::io_context& context, const Clock& clock);

    Place enter(Connection& connection);
    void leave(Place place);

    // Sends idle peers home at once, everyone else after `allowance`; when nobody is left the
    // sweep ends, and with it the last work of the shard.
    void drain(Milliseconds allowance);
    bool draining() const { return draining_; }

private:
    void tick();
    void end_when_empty();

    const Clock& clock_;
    boost::asio::steady_timer next_;
    boost::asio::steady_timer last_call_;
    std::list<Connection*> connections_;
    bool draining_ = false;
};

} // namespace marquee::manager
