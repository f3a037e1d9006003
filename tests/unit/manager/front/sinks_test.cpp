// Bodies that go to a sink as they arrive, whole, cut or refused.
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

constexpr std::string_view patch_of_a_million = "PATCH /uploads/1 HTTP/1.1\r\nHost: x\r\n"
                                                "Content-Length: 1000000\r\n\r\n";

// What one sink was told; outlives the front.
struct Tale {
    std::mutex mutex;
    std::condition_variable changed;
    std::string bytes;
    bool finished = false;
    bool closed = false;

    bool await_bytes(std::size_t count) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, Seconds{10}, [&] { return bytes.size() >= count; });
    }
    bool await_closed() {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, Seconds{10}, [&] { return closed; });
    }
};

// Takes up to `most` bytes, then refuses; throws at the byte '!'.
class TellingSink final : public BodySink {
public:
    TellingSink(Tale& tale, std::size_t most) : tale_(tale), most_(most) {}
    ~TellingSink() override {
        const std::lock_guard lock(tale_.mutex);
        tale_.closed = true;
        tale_.changed.notify_all();
    }

    std::optional<Response> take(std::string_view bytes) override {
        if (bytes.find('!') != std::string_view::npos) {
            throw std::runtime_error("a defect");
        }
        const std::lock_guard lock(tale_.mutex);
        tale_.bytes += bytes;
        tale_.changed.notify_all();
        return tale_.bytes.size() > most_ ? std::optional(Response{507, {}, {}}) : std::nullopt;
    }

    Response finish() override {
        const std::lock_guard lock(tale_.mutex);
        tale_.finished = true;
        return text(std::to_string(tale_.bytes.size()));
    }

private:
    Tale& tale_;
    const std::size_t most_;
};

struct SinkFixture {
    SinkFixture() {
        front.limits.drain_max = Milliseconds{300};
        front.service.on_policy = [](const RequestHead& head) {
            return RoutePolicy{1'000'000, Lane::ordinary,
                               head.method == Method::patch ? BodyDestination::sink
                                                            : BodyDestination::memory};
        };
        front.service.on_receive = [this](const RequestHead&) -> Reception {
            return std::make_unique<TellingSink>(tale, most);
        };
        front.open();
    }

    Tale tale;
    std::size_t most = 1'000'000;
    FrontFixture front;
};

} // namespace

TEST_CASE_METHOD(SinkFixture, "a body goes to its sink in order and the sink answers") {
    std::string body(1'000'000, 'u');
    body[300'000] = 'v';
    auto client = front.secure();
    REQUIRE(client.send(std::string(patch_of_a_million) + body));
    CHECK(client.receive().body == "1000000");
    CHECK(tale.await_closed());
    CHECK(tale.bytes == body);
    CHECK(client.get("/next").status == 200); // the connection goes on
}

TEST_CASE_METHOD(SinkFixture, "a chunked body goes to its sink too") {
    auto client = front.plain();
    REQUIRE(client.send("PATCH / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
    CHECK(client.receive().body == "5");
    CHECK(tale.bytes == "abcde");
}

TEST_CASE_METHOD(SinkFixture, "an empty body finishes its sink") {
    auto client = front.plain();
    REQUIRE(client.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
    CHECK(client.receive().body == "0");
    CHECK(tale.finished);
}

TEST_CASE_METHOD(SinkFixture, "a body that is cut leaves every byte that arrived with its sink") {
    for (const std::size_t arrived : {std::size_t{1}, std::size_t{500'001}}) {
        tale.bytes.clear();
        tale.closed = false;
        {
            auto leaver = front.plain();
            REQUIRE(leaver.send(std::string(patch_of_a_million) + std::string(arrived, 'x')));
        }
        REQUIRE(tale.await_closed());
        CHECK(tale.bytes.size() == arrived);
        CHECK_FALSE(tale.finished);
    }
}

TEST_CASE_METHOD(SinkFixture,
                 "a peer that falls silent in its body is sent away and its bytes kept") {
    auto client = front.plain();
    REQUIRE(client.send(std::string(patch_of_a_million) + std::string(100'000, 'x')));
    CHECK(front.is_ended_as_time_passes(client, Seconds{30}));
    REQUIRE(tale.await_closed());
    CHECK(tale.bytes.size() == 100'000);
    CHECK_FALSE(tale.finished);
}

TEST_CASE_METHOD(SinkFixture, "a front that stops leaves what arrived with the sink") {
    auto client = front.plain();
    REQUIRE(client.send(std::string(patch_of_a_million) + std::string(600'000, 'x')));
    REQUIRE(tale.await_bytes(256 * limits::KiB));
    front.front->stop();
    CHECK(tale.closed);
    CHECK(tale.bytes.size() >= 256 * limits::KiB);
    CHECK_FALSE(tale.finished);
}

TEST_CASE_METHOD(SinkFixture, "a sink refuses the rest of a body and is gone before its answer") {
    most = 300'000;
    auto client = front.plain();
    REQUIRE(client.send(std::string(patch_of_a_million) + std::string(600'000, 'x')));
    CHECK(client.receive().status == 507);
    CHECK(tale.closed);
    CHECK_FALSE(tale.finished);
}

TEST_CASE_METHOD(SinkFixture, "a body may be refused before a byte of it") {
    front.service.on_receive = [](const RequestHead&) -> Reception {
        return Response{401, {}, {}};
    };
    auto stranger = front.plain();
    REQUIRE(stranger.send(patch_of_a_million));
    CHECK(stranger.receive().status == 401);
}

TEST_CASE_METHOD(SinkFixture, "a sink that throws is a failure of ours") {
    auto client = front.plain();
    REQUIRE(client.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na!b"));
    CHECK(client.receive().status == 500);
    CHECK(tale.closed);
    front.service.on_receive = [](const RequestHead&) -> Reception {
        throw std::runtime_error("a defect");
    };
    auto next = front.plain();
    REQUIRE(next.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"));
    CHECK(next.receive().status == 500);
}

TEST_CASE_METHOD(SinkFixture, "a body over the limit of its route never reaches the sink's end") {
    auto told = front.plain();
    REQUIRE(told.send("PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n"));
    CHECK(told.receive().status == 413);
    auto chunked = front.plain();
    REQUIRE(chunked.send("PATCH / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "F4241\r\n"
                         + std::string(1'000'001, 'x') + "\r\n0\r\n\r\n"));
    CHECK(chunked.receive().status == 413);
    CHECK(tale.await_closed());
    CHECK_FALSE(tale.finished);
}
