// Lets the peers of one listener into one shard.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sys/socket.h>

#include "manager/front/awaitable.hpp"
#include "manager/front/connection.hpp"
#include "manager/front/entrance.hpp"
#include "manager/front/http_exchange.hpp"

namespace marquee::manager {

// Shard thread.
class Acceptor {
public:
    // `listening`: non-blocking. Throws when the kernel cannot watch one more descriptor.
    Acceptor(Entrance& entrance, const HttpExchange::Terms& exchange_terms,
             const Connection::Terms& connection_terms, FileDescriptor listening);

    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;

    // Until close().
    boost::asio::awaitable<void> run();
    void close();

private:
    enum class Outcome { none_waiting, more_may_wait, no_descriptor_left };

    Outcome accept_one();
    void welcome(FileDescriptor socket, const sockaddr_storage& address);

    Entrance& entrance_;
    const HttpExchange::Terms exchange_terms_;
    const Connection::Terms& connection_terms_;
    boost::asio::posix::stream_descriptor listening_;
    boost::asio::steady_timer pause_;
    bool closed_ = false;
};

} // namespace marquee::manager
