// Full pools, the reserved lane, uploads by way of a worker.
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

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

std::string contents(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

RoutePolicy upload_policy(const RequestHead&) {
    return {10'000'000, Lane::ordinary, BodyDestination::temporary_file};
}

std::string upload_of(const std::string& body) {
    return "PATCH /uploads/1 HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size())
           + "\r\n\r\n" + body;
}

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

TEST_CASE_METHOD(FrontFixture, "an upload arrives as a file, which goes unless it is renamed") {
    const std::string kept = (folder.path() / "kept").string();
    std::string path;
    service.on_policy = upload_policy;
    service.on_request = [&](const Request& request) {
        path = request.upload()->path;
        const std::string body = contents(path);
        if (body.front() == 'k') {
            std::filesystem::rename(path, kept);
        }
        return text(std::to_string(request.upload()->size) + " " + std::to_string(body.size()));
    };
    open();
    auto client = secure();
    const std::string body(1'000'000, 'u');
    REQUIRE(client.send(upload_of(body)));
    CHECK(client.receive().body == "1000000 1000000");
    CHECK_FALSE(std::filesystem::exists(path));

    const std::string precious = 'k' + body;
    REQUIRE(client.send(upload_of(precious)));
    CHECK(client.receive().body == "1000001 1000001");
    CHECK(contents(kept) == precious);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE_METHOD(FrontFixture, "an upload may be refused before its body, and aborted within it") {
    limits.drain_max = Milliseconds{300};
    service.on_policy = upload_policy;
    service.on_upload = [](const RequestHead& head) -> std::optional<Response> {
        if (head.headers.contains("Authorization")) {
            return std::nullopt;
        }
        return Response{401, {}, {}};
    };
    open();
    auto stranger = plain();
    REQUIRE(stranger.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"));
    CHECK(stranger.receive().status == 401);

    {
        auto leaver = plain();
        REQUIRE(leaver.send("PATCH / HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\n"
                            "Content-Length: 1000000\r\n\r\n"
                            + std::string(500'000, 'x')));
    }
    front->stop();
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE_METHOD(FrontFixture, "an upload with no place to go is a failure of ours") {
    service.on_policy = upload_policy;
    open();
    std::filesystem::remove(folder.path());
    auto client = plain();
    REQUIRE(client.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"));
    const Answer answer = client.receive();
    CHECK(answer.status == 500);
    CHECK(answer.body.find("\"code\":\"io_failed\"") != std::string::npos);
}
