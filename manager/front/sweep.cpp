#include "manager/front/sweep.hpp"

#include "manager/front/connection.hpp"

namespace marquee::manager {

Sweep::Sweep(boost::asio::io_context& context, const Clock& clock)
    : clock_(clock), next_(context), last_call_(context) {
    tick();
}

Sweep::Place Sweep::enter(Connection& connection) {
    return connections_.insert(connections_.end(), &connection);
}

void Sweep::leave(Place place) {
    connections_.erase(place);
    end_when_empty();
}

void Sweep::tick() {
    const Microseconds now = clock_.monotonic();
    for (Connection* connection : connections_) {
        if (connection->overdue(now)) {
            connection->expel();
        } else {
            connection->nudge_if_due(now);
        }
    }
    if (draining_ && connections_.empty()) {
        return; // the timer had run out already when end_when_empty() cancelled it
    }
    next_.expires_after(period);
    next_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            tick();
        }
    });
}

void Sweep::drain(Milliseconds allowance) {
    draining_ = true;
    for (Connection* connection : connections_) {
        connection->send_home_if_idle();
    }
    last_call_.expires_after(allowance);
    last_call_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            for (Connection* connection : connections_) {
                connection->expel();
            }
        }
    });
    end_when_empty();
}

void Sweep::end_when_empty() {
    if (draining_ && connections_.empty()) {
        next_.cancel();
        last_call_.cancel();
    }
}

} // namespace marquee::manager
