// One network thread with its own peers.
#pragma once

#include <memory>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "manager/front/acceptor.hpp"
#include "manager/front/connection.hpp"
#include "manager/front/entrance.hpp"
#include "manager/front/sweep.hpp"

namespace marquee::manager {

// What every shard of a front shares; all outlive the shards.
struct ShardTerms {
    WorkerPool& workers;
    MemoryBudget& bodies;
    FrontCounters& counters;
    const FrontLimits& limits;
    const Clock& clock;
};

class Shard {
public:
    explicit Shard(const ShardTerms& terms);
    ~Shard(); // drain() was called before, or start() never

    // Before start(). May throw std::exception when descriptors run out.
    void admit_from(Entrance& entrance, FileDescriptor listening);
    void start();

    // Any thread: no new peers, the last requests are answered, then the thread ends.
    void drain();
    void join();

private:
    void run();

    const ShardTerms terms_;
    boost::asio::io_context context_;
    Sweep sweep_;
    const Connection::Terms connection_terms_;
    std::vector<std::unique_ptr<Acceptor>> acceptors_;
    std::thread thread_;
};

} // namespace marquee::manager
