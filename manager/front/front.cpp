#include "manager/front/front.hpp"

#include <exception>
#include <utility>

#include "manager/front/entrance.hpp"
#include "manager/front/listening_socket.hpp"
#include "manager/front/memory_budget.hpp"
#include "manager/front/shard.hpp"
#include "manager/front/worker_pool.hpp"

namespace marquee::manager {

Front::Front(Opening, const FrontLimits& limits, const Clock& clock)
    : limits_(limits),
      clock_(clock),
      bodies_(std::make_unique<MemoryBudget>(limits_.body_memory_bytes_max)),
      workers_(std::make_unique<WorkerPool>(limits_.workers, limits_.queued_requests_max)) {
    const ShardTerms terms{*workers_, *bodies_, counters_, limits_, clock_};
    for (int i = 0; i < limits_.shards; ++i) {
        shards_.push_back(std::make_unique<Shard>(terms));
    }
}

Result<std::unique_ptr<Front>>
Front::open(const FrontLimits& limits, std::vector<Listener> listeners, const Clock& clock) try {
    if (const Status valid = validate(limits); !valid) {
        return tl::unexpected(valid.error());
    }
    auto front = std::make_unique<Front>(Opening{}, limits, clock);
    for (const Listener& listener : listeners) {
        if (const Status added = front->add(listener); !added) {
            return tl::unexpected(added.error());
        }
    }
    for (const auto& shard : front->shards_) {
        shard->start();
    }
    return front;
} catch (const std::exception& failure) {
    return fail(ErrorCode::io_failed,
                std::string("no threads or descriptors for the network: ") + failure.what());
}

Status Front::add(const Listener& listener) {
    std::shared_ptr<const TlsContext> tls;
    if (listener.tls) {
        auto made = TlsContext::make(listener.tls->credentials);
        if (!made) {
            return tl::unexpected(made.error());
        }
        tls = std::move(*made);
    }
    if (const Status free = check_port_is_free(listener.address, listener.port); !free) {
        return free;
    }
    entrances_.push_back(std::make_unique<Entrance>(listener, std::move(tls), limits_, clock_));
    std::uint16_t port = listener.port;
    for (const auto& shard : shards_) {
        auto socket = listen_on(listener.address, port);
        if (!socket) {
            return tl::unexpected(socket.error());
        }
        port = bound_port(*socket); // the first shard's choice is the others'
        shard->admit_from(*entrances_.back(), std::move(*socket));
    }
    ports_.push_back(port);
    return {};
}

Front::~Front() {
    stop();
}

std::uint16_t Front::port(std::size_t listener) const {
    return ports_.at(listener);
}

Status Front::replace_credentials(std::size_t listener, const TlsCredentials& credentials) {
    Entrance& entrance = *entrances_.at(listener);
    if (entrance.is_plain()) {
        return fail(ErrorCode::wrong_state, "a plain listener has no credentials");
    }
    auto made = TlsContext::make(credentials);
    if (!made) {
        return tl::unexpected(made.error());
    }
    entrance.replace_tls(std::move(*made));
    return {};
}

FrontFigures Front::figures() const {
    return counters_.read();
}

void Front::stop() {
    for (const auto& shard : shards_) {
        shard->drain();
    }
    for (const auto& shard : shards_) {
        shard->join();
    }
}

} // namespace marquee::manager
