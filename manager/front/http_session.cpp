#include "manager/front/http_session.hpp"

#include <utility>

#include "manager/front/channel_session.hpp"
#include "manager/front/event_session.hpp"

namespace marquee::manager {

namespace asio = boost::asio;

using Ending = HttpExchange::Ending;

HttpSession::HttpSession(const HttpExchange::Terms& terms,
                         const Connection::Terms& connection_terms, Arrival arrival)
    : terms_(terms),
      admission_(std::move(arrival.admission)),
      connection_(connection_terms, std::move(arrival.socket), std::move(arrival.tls)),
      peer_{std::move(arrival.address), std::nullopt} {
    ++terms_.counters.accepted;
}

HttpSession::~HttpSession() {
    ++terms_.counters.closed;
}

asio::awaitable<void> HttpSession::run() {
    if (!co_await connection_.handshake()) {
        ++terms_.counters.handshakes_failed;
        co_await connection_.farewell(); // lets the alert arrive
        co_return;
    }
    peer_.certificate = connection_.client();
    Milliseconds allowance = terms_.limits.header_max;
    while (co_await request_comes(allowance)) {
        const Ending ending = co_await serve_one();
        if (ending == Ending::channel) {
            co_await hold_channel();
        }
        if (ending == Ending::events) {
            co_await hold_events();
        }
        if (ending == Ending::closing) {
            co_await connection_.farewell();
        }
        if (ending != Ending::reusable) {
            co_return;
        }
        allowance = terms_.limits.idle_max;
    }
}

asio::awaitable<bool> HttpSession::request_comes(Milliseconds allowance) {
    if (!input_.empty()) {
        co_return true; // pipelined
    }
    input_ = std::string(); // an idle peer keeps no memory
    co_return co_await connection_.idle(allowance);
}

// A coroutine of its own: its frame, with parser and request, is gone while the peer idles.
asio::awaitable<Ending> HttpSession::serve_one() {
    HttpExchange exchange(terms_, connection_, peer_, input_);
    const Ending ending = co_await exchange.run();
    channel_owner_ = exchange.take_channel_owner();
    co_return ending;
}

// Likewise: nothing of HTTP is left while a channel is open.
asio::awaitable<void> HttpSession::hold_channel() {
    ChannelSession channel({terms_.channels->service, terms_.channels->roster, terms_.workers,
                            terms_.bodies, terms_.counters, terms_.limits},
                           connection_, peer_, channel_owner_, input_);
    co_await channel.run();
}

asio::awaitable<void> HttpSession::hold_events() {
    EventSession events({terms_.events->roster, terms_.counters, terms_.limits}, connection_);
    co_await events.run();
}

} // namespace marquee::manager
