#include "manager/front/shard.hpp"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "manager/front/thread_signals.hpp"

namespace marquee::manager {

namespace asio = boost::asio;

Shard::Shard(const ShardTerms& terms)
    : terms_(terms),
      context_(1),
      sweep_(context_, terms.clock),
      connection_terms_{context_, sweep_, terms.counters, terms.limits, terms.clock} {}

Shard::~Shard() = default;

void Shard::admit_from(Entrance& entrance, FileDescriptor listening) {
    const HttpExchange::Terms exchange_terms{
        entrance.service(), entrance.channels(), entrance.events(), terms_.workers,
        terms_.bodies,      terms_.counters,     terms_.limits,     terms_.clock};
    acceptors_.push_back(std::make_unique<Acceptor>(entrance, exchange_terms, connection_terms_,
                                                    std::move(listening)));
}

void Shard::start() {
    thread_ = std::thread([this] { run(); });
}

void Shard::run() {
    block_process_signals();
    for (const auto& acceptor : acceptors_) {
        asio::co_spawn(context_, acceptor->run(), [](const std::exception_ptr&) {});
    }
    context_.run();
}

void Shard::drain() {
    asio::post(context_, [this] {
        for (const auto& acceptor : acceptors_) {
            acceptor->close();
        }
        sweep_.drain(terms_.limits.drain_max);
    });
}

void Shard::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

} // namespace marquee::manager
