// One request and its answer on a connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "manager/front/connection.hpp"
#include "manager/front/front.hpp"
#include "manager/front/memory_budget.hpp"
#include "manager/front/request_parser.hpp"
#include "manager/front/worker_pool.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// Shard thread; the service is asked on a worker.
class HttpExchange {
public:
    // What every exchange of a listener shares; all outlive it.
    struct Terms {
        Service& service;
        const std::optional<ChannelDoor>& channels;
        const std::optional<EventDoor>& events;
        WorkerPool& workers;
        MemoryBudget& bodies;
        FrontCounters& counters;
        const FrontLimits& limits;
        const Clock& clock;
    };

    // gone: nothing can be said to the peer any more. closing: it was told that this was the last
    // answer. reusable: the next request may come. channel: the next bytes are a WebSocket's.
    // events: a stream of them has begun.
    enum class Ending { gone, closing, reusable, channel, events };

    // `input`: what has arrived and was not read yet; what belongs to the next request stays there.
    HttpExchange(const Terms& terms, Connection& connection, const Peer& peer, std::string& input);
    ~HttpExchange();

    HttpExchange(const HttpExchange&) = delete;
    HttpExchange& operator=(const HttpExchange&) = delete;

    // Once.
    boost::asio::awaitable<Ending> run();

    // Whose the channel is that was opened.
    PlayerId take_channel_owner() { return std::move(channel_owner_); }

private:
    boost::asio::awaitable<Ending> converse();

    // The steps. False: the peer is gone. A step that refuses the request sets answer_.
    boost::asio::awaitable<bool> read_head();
    boost::asio::awaitable<bool> take_body();
    boost::asio::awaitable<bool> read_body();
    boost::asio::awaitable<void> open_sink();
    boost::asio::awaitable<void> keep_piece(std::size_t piece_min);
    boost::asio::awaitable<void> fill_sink();
    // Nothing more comes. What arrived and was not refused is given to the sink before.
    boost::asio::awaitable<void> close_sink();
    boost::asio::awaitable<void> ask_service();
    boost::asio::awaitable<Ending> deliver();
    boost::asio::awaitable<Ending> open_channel();
    bool asks_for_channel() const;
    boost::asio::awaitable<Ending> open_events();
    bool opens_events() const;

    // On a worker; false and a 503 as the answer when there is no room. What `work` throws becomes
    // a 500.
    boost::asio::awaitable<bool> on_worker(const std::function<void()>& work);
    // The same for the next step of a request that was let in before.
    boost::asio::awaitable<void> on_worker_again(const std::function<void()>& work);
    std::function<void()> guarded(const std::function<void()>& work);

    void judge_head();
    void keep_in_memory();
    // Once the head is known.
    void refuse(int status, ErrorCode code);
    void refuse_busy();

    const Terms& terms_;
    Connection& connection_;
    const Peer& peer_;
    std::string& input_;
    RequestParser parser_;
    RoutePolicy policy_;
    Request request_;
    std::unique_ptr<BodySink> sink_; // used and destroyed on workers
    std::size_t budget_taken_ = 0;
    std::optional<Response> answer_;
    PlayerId channel_owner_;
};

} // namespace marquee::manager
