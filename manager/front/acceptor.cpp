#include "manager/front/acceptor.hpp"

#include <cerrno>
#include <exception>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "manager/front/http_session.hpp"

namespace marquee::manager {

namespace asio = boost::asio;

Acceptor::Acceptor(Entrance& entrance, const HttpExchange::Terms& exchange_terms,
                   const Connection::Terms& connection_terms, FileDescriptor listening)
    : entrance_(entrance),
      exchange_terms_(exchange_terms),
      connection_terms_(connection_terms),
      listening_(connection_terms.context),
      pause_(connection_terms.context) {
    listening_.assign(listening.get());
    listening.release(); // only now: assign throws
}

void Acceptor::close() {
    closed_ = true;
    boost::system::error_code ignored;
    listening_.close(ignored);
    pause_.cancel();
}

asio::awaitable<void> Acceptor::run() {
    static constexpr int turn_connections = 32;
    boost::system::error_code error;
    while (!closed_) {
        co_await listening_.async_wait(asio::posix::stream_descriptor::wait_read,
                                       asio::redirect_error(asio::use_awaitable, error));
        Outcome outcome = Outcome::more_may_wait;
        for (int i = 0; i < turn_connections && outcome == Outcome::more_may_wait; ++i) {
            outcome = closed_ ? Outcome::none_waiting : accept_one();
        }
        if (outcome == Outcome::no_descriptor_left) {
            pause_.expires_after(Sweep::period); // the sweep may free some
            co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

Acceptor::Outcome Acceptor::accept_one() {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    FileDescriptor socket(::accept4(listening_.native_handle(),
                                    reinterpret_cast<sockaddr*>(&address), &size,
                                    SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.is_open()) {
        welcome(std::move(socket), address);
        return Outcome::more_may_wait;
    }
    switch (errno) {
    case EAGAIN:
        return Outcome::none_waiting;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        ++exchange_terms_.counters.turned_away;
        return Outcome::no_descriptor_left;
    default:
        return Outcome::more_may_wait; // that one peer has left already
    }
}

void Acceptor::welcome(FileDescriptor socket, const sockaddr_storage& address) {
    std::string group = address_group(address);
    if (!entrance_.census().enter(group)) {
        ++exchange_terms_.counters.turned_away;
        return;
    }
    try {
        Arrival arrival;
        arrival.admission = std::make_unique<Admission>(entrance_.census(), std::move(group));
        arrival.address = address_text(address);
        const int yes = 1;
        ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (!entrance_.is_plain()) {
            arrival.tls = entrance_.open_tls(socket.get());
            if (!arrival.tls) {
                ++exchange_terms_.counters.turned_away;
                return;
            }
        }
        arrival.socket = std::move(socket);
        auto session =
            std::make_unique<HttpSession>(exchange_terms_, connection_terms_, std::move(arrival));
        HttpSession& running = *session;
        // The completion handler owns the session: it goes when its coroutine has ended.
        asio::co_spawn(connection_terms_.context, running.run(),
                       [owned = std::move(session)](const std::exception_ptr&) {});
    } catch (const std::exception&) {
        ++exchange_terms_.counters.turned_away; // no memory, or no room to watch a descriptor
    }
}

} // namespace marquee::manager
