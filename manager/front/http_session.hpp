// One peer that speaks HTTP/1.1, and perhaps WebSocket then, from handshake to goodbye.
#pragma once

#include <memory>
#include <string>

#include "manager/front/census.hpp"
#include "manager/front/connection.hpp"
#include "manager/front/http_exchange.hpp"

namespace marquee::manager {

// A peer that has been let in.
struct Arrival {
    FileDescriptor socket;
    TlsSession tls; // null on a plain listener
    std::string address;
    std::unique_ptr<Admission> admission;
};

// Shard thread. Between two requests it holds no parser and no buffer.
class HttpSession {
public:
    // May throw std::exception when memory or descriptors run out. Both terms outlive it.
    HttpSession(const HttpExchange::Terms& terms, const Connection::Terms& connection_terms,
                Arrival arrival);
    ~HttpSession();

    HttpSession(const HttpSession&) = delete;
    HttpSession& operator=(const HttpSession&) = delete;

    // Once; the owner destroys the session when it has ended.
    boost::asio::awaitable<void> run();

private:
    boost::asio::awaitable<bool> request_comes(Milliseconds allowance);
    boost::asio::awaitable<HttpExchange::Ending> serve_one();
    boost::asio::awaitable<void> hold_channel();
    boost::asio::awaitable<void> hold_events();

    const HttpExchange::Terms& terms_;
    const std::unique_ptr<Admission> admission_;
    Connection connection_;
    Peer peer_;
    std::string input_; // arrived, not read yet
    PlayerId channel_owner_;
};

} // namespace marquee::manager
