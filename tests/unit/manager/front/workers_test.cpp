// Full pools and the reserved lane.
#include <condition_variable>
#include <mutex>

#include "manager/front/worker_pool.hpp"
#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// Holds whoever passes until it is opened; counts who waits.
class Gate {
public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return open_; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    bool await(int waiting) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, Seconds{10}, [&] { return waiting_ >= waiting; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

// Opened at the latest when the test ends, so that the front can stop.
struct OpenedAtEnd {
    Gate& gate;
    ~OpenedAtEnd() { gate.open(); }
};

} // namespace

TEST_CASE("a pool refuses when a queue is full, and the reserved lane has a worker of its own") {
    Gate gate;
    WorkerPool pool(1, 2);
    const OpenedAtEnd opened{gate};
    REQUIRE(pool.try_submit(Lane::ordinary, [&] { gate.pass(); }));
    REQUIRE(gate.await(1));
    CHECK(pool.try_submit(Lane::ordinary, [] {}));
    CHECK(pool.try_submit(Lane::ordinary, [] {}));
    CHECK_FALSE(pool.try_submit(Lane::ordinary, [] {}));
    Gate answered;
    REQUIRE(pool.try_submit(Lane::reserved, [&] { answered.pass(); }));
    CHECK(answered.await(1));
    answered.open();
}

TEST_CASE_METHOD(FrontFixture, "a full pool answers 503 while the reserved lane still answers") {
    Gate gate;
    limits.workers = 2;
    limits.queued_requests_max = 1;
    service.on_policy = [](const RequestHead& head) {
        return RoutePolicy{0, head.path == "/healthz" ? Lane::reserved : Lane::ordinary};
    };
    service.on_request = [&](const Request& request) {
        if (request.path == "/slow") {
            gate.pass();
        }
        return text("done");
    };
    open();
    const OpenedAtEnd opened{gate};
    std::vector<BlockingClient> slow;
    for (int i = 0; i < 2; ++i) {
        slow.push_back(plain());
        REQUIRE(slow.back().send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        REQUIRE(gate.await(i + 1)); // a worker has it, so the queue is free for the next
    }

    // One more waits in the queue; which of the next two that is, is up to the shards.
    std::vector<BlockingClient> next;
    for (int i = 0; i < 2; ++i) {
        next.push_back(plain());
        REQUIRE(next.back().send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    std::size_t refused = 0;
    for (int i = 0; i < 200 && !next[refused].has_input_within(Milliseconds{50}); ++i) {
        refused = 1 - refused;
    }
    const Answer refusal = next[refused].receive();
    CHECK(refusal.status == 503);
    CHECK(refusal.header("Retry-After") == "2");
    CHECK(refusal.header("Connection") == "keep-alive");
    CHECK(refusal.body.find("\"code\":\"busy\"") != std::string::npos);
    CHECK(plain().get("/healthz").status == 200);
    CHECK(front->figures().busy == 1);

    gate.open();
    CHECK(next[1 - refused].receive().body == "done");
    for (BlockingClient& client : slow) {
        CHECK(client.receive().body == "done");
    }
}

TEST_CASE_METHOD(FrontFixture, "bodies that do not fit into memory together are answered 503") {
    limits.body_memory_bytes_max = 1'000;
    open();
    auto client = plain();
    REQUIRE(client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n"
                        + std::string(1'001, 'b')));
    CHECK(client.receive().status == 503);
    auto other = plain();
    REQUIRE(other.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
                       + std::string(1'000, 'b')));
    CHECK(other.receive().status == 200);
}
