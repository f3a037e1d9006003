// Slow peers are sent away, by the clock; honest ones are not. Stopping, with peers of every kind.
#include <future>
#include <thread>

#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Response large(const Request&) {
    return text(std::string(64 * limits::MiB, 'x'));
}

} // namespace

TEST_CASE_METHOD(FrontFixture, "nobody is sent away while time stands still") {
    open();
    auto silent = plain();
    auto half_open = BlockingClient(tls_port());
    auto slow = secure();
    REQUIRE(slow.send("GET /"));
    auto honest = secure();
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(silent.is_ended_within(one_sweep));
        CHECK(honest.get("/").status == 200);
    }
    CHECK(front->figures().expelled == 0);
    REQUIRE(slow.send(" HTTP/1.1\r\nHost: x\r\n\r\n"));
    CHECK(slow.receive().status == 200);
}

TEST_CASE_METHOD(FrontFixture, "a peer that does not finish its handshake is sent away") {
    open();
    auto silent = BlockingClient(tls_port());
    CHECK(is_ended_as_time_passes(silent, Seconds{5}));
    front->stop();
    CHECK(front->figures().handshakes_failed == 1);
}

TEST_CASE_METHOD(FrontFixture, "a peer that does not finish its header is sent away") {
    open();
    auto slow = secure();
    REQUIRE(slow.get("/").status == 200);
    REQUIRE(slow.send("GET / HTTP/1.1\r\nHo"));
    CHECK(is_ended_as_time_passes(slow, Seconds{5}));
    CHECK(front->figures().expelled == 1);
}

TEST_CASE_METHOD(FrontFixture, "a peer may idle between requests, but not for ever") {
    limits.idle_max = Seconds{6};
    open();
    auto idle = plain();
    REQUIRE(idle.get("/").status == 200);
    clock.advance(Seconds{5});
    CHECK_FALSE(idle.is_ended_within(one_sweep));
    REQUIRE(idle.get("/").status == 200);
    CHECK(is_ended_as_time_passes(idle, Seconds{8}));
}

TEST_CASE_METHOD(FrontFixture, "a body that trickles in is cut off, though it never pauses") {
    limits.transfer_bytes_per_second_min = 100;
    open();
    auto trickle = plain();
    REQUIRE(trickle.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n"));
    bool ended = false;
    for (int second = 0; second < 10 && !ended; ++second) {
        ended = !trickle.send("b") || trickle.is_ended_within(one_sweep);
        clock.advance(Seconds{1});
    }
    CHECK(ended);
    CHECK(front->figures().expelled == 1);
}

TEST_CASE_METHOD(FrontFixture, "a peer that does not read its answer is sent away") {
    service.on_request = large;
    open();
    auto deaf_plain = plain();
    auto deaf_secure = secure();
    for (BlockingClient* deaf : {&deaf_plain, &deaf_secure}) {
        REQUIRE(deaf->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    auto honest = secure();
    for (int second = 0; second < 10 && front->figures().expelled < 2; ++second) {
        CHECK(honest.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"));
        CHECK(honest.receive(BodyExpected::no).status == 200);
        clock.advance(Seconds{1});
        CHECK_FALSE(honest.is_ended_within(one_sweep));
    }
    CHECK(front->figures().expelled == 2);
}

TEST_CASE_METHOD(FrontFixture, "a service may take longer than any deadline") {
    std::promise<void> asked;
    std::promise<void> go_on;
    service.on_request = [&](const Request&) {
        asked.set_value();
        go_on.get_future().wait();
        return text("late");
    };
    open();
    auto client = plain();
    REQUIRE(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    asked.get_future().wait();
    clock.advance(std::chrono::hours{1});
    CHECK_FALSE(client.is_ended_within(one_sweep));
    go_on.set_value();
    CHECK(client.receive().body == "late");
}

TEST_CASE_METHOD(FrontFixture, "caps hold per address and are given back") {
    limits.connections_per_address_max = 2;
    open();
    auto first = plain();
    REQUIRE(first.get("/").status == 200);
    {
        auto second = plain();
        REQUIRE(second.get("/").status == 200);
        auto third = plain();
        CHECK(third.get("/").status == 0);
        CHECK(secure().get("/").status == 200); // another listener, another count
        CHECK(front->figures().turned_away == 1);
    }
    bool served = false;
    for (int i = 0; i < 100 && !served; ++i) { // until the front has noticed that one left
        served = plain().get("/").status == 200;
        first.get("/");
    }
    CHECK(served);
}

TEST_CASE_METHOD(FrontFixture, "stopping answers what is under way and sends idle peers home") {
    std::promise<void> asked;
    std::promise<void> go_on;
    service.on_request = [&](const Request& request) {
        if (request.path == "/slow") {
            asked.set_value();
            go_on.get_future().wait();
        }
        return text("done");
    };
    open();
    auto idle = secure();
    REQUIRE(idle.get("/").status == 200);
    auto half_open = BlockingClient(tls_port());
    std::optional<BlockingClient> busy = secure();
    REQUIRE(busy->send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
    asked.get_future().wait();

    std::thread stopping([&] { front->stop(); });
    CHECK(idle.is_ended_within(Seconds{10}));
    CHECK(half_open.is_ended_within(Seconds{10}));
    while (connect_to(plain_port()).is_open()) { // until the last shard drains, too
        std::this_thread::yield();
    }
    go_on.set_value();
    const Answer answer = busy->receive();
    CHECK(answer.body == "done");
    CHECK(answer.header("Connection") == "close");
    CHECK(busy->is_ended_within(Seconds{10}));
    busy.reset();
    stopping.join();
    CHECK(front->figures().open == 0);
}

TEST_CASE_METHOD(FrontFixture, "stopping does not wait for ever for a peer that does not read") {
    limits.drain_max = Milliseconds{300};
    service.on_request = large;
    open();
    auto deaf = plain();
    REQUIRE(deaf.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    REQUIRE(deaf.has_input_within(Seconds{10}));
    front->stop();
    CHECK(front->figures().open == 0);
    front->stop(); // nothing more to do
}

TEST_CASE_METHOD(FrontFixture, "a front that cannot be is refused by name") {
    open();
    const auto attempt = [&](const FrontLimits& some_limits, const std::string& address,
                             std::uint16_t port) {
        std::vector<Listener> listeners;
        listeners.push_back({address, port, std::nullopt, service});
        return Front::open(some_limits, std::move(listeners), clock).error();
    };
    CHECK(attempt(limits, "127.0.0.1", plain_port()).code == ErrorCode::already_exists);
    CHECK(attempt(limits, "localhost", 0).code == ErrorCode::malformed);
    FrontLimits foolish;
    foolish.transfer_bytes_per_second_min = 0;
    CHECK(attempt(foolish, "127.0.0.1", 0).where == "transfer_bytes_per_second_min");
}
