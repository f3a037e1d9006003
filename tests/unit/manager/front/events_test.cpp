// Streams of events: what pages are told, and when a stream ends.
#include <functional>
#include <thread>

#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

struct EventFixture : FrontFixture {
    EventFixture() {
        service.on_request = [](const Request& request) {
            return request.path == "/events" && request.query.find("as") != "stranger"
                       ? Response{200, {{"Content-Type", "text/event-stream"}}, {}}
                       : text("no stream", 401);
        };
        events.emplace(EventDoor{"/events", roster});
    }

    ~EventFixture() { front.reset(); } // before the roster

    EventRoster roster;
};

// Reads a stream; what it has heard and not looked at yet is `heard`.
struct Page {
    explicit Page(BlockingClient connected) : client(std::move(connected)) {
        client.send("GET /events HTTP/1.1\r\nHost: test\r\n\r\n");
        head = until("\r\n\r\n");
    }

    std::string until(std::string_view end) {
        while (heard.find(end) == std::string::npos) {
            if (!client.receive_some(heard)) {
                return {};
            }
        }
        const std::size_t length = heard.find(end) + end.size();
        std::string text = heard.substr(0, length);
        heard.erase(0, length);
        return text;
    }
    std::string block() { return until("\n\n"); }

    BlockingClient client;
    std::string heard;
    std::string head;
};

bool soon(const std::function<bool()>& holds) {
    for (int i = 0; i < 500 && !holds(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return holds();
}

} // namespace

TEST_CASE("a page hears what changed, over TLS too, and everybody hears the same") {
    EventFixture fixture;
    fixture.open();
    Page one(fixture.plain());
    Page other(fixture.secure());
    for (Page* page : {&one, &other}) {
        CHECK(page->head.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(page->head.find("text/event-stream") != std::string::npos);
        CHECK(page->head.find("Content-Length") == std::string::npos);
        CHECK(page->head.find("Connection: close") != std::string::npos);
        CHECK(page->block() == ": changes\n\n");
    }
    REQUIRE(soon([&] { return fixture.roster.open() == 2; }));
    fixture.roster.tell(Subject::programs);
    CHECK(one.block() == "event: changed\ndata: programs\n\n");
    CHECK(other.block() == "event: changed\ndata: programs\n\n");
    CHECK(fixture.front->figures().event_streams == 2);
    CHECK(fixture.front->figures().events == 2);
}

TEST_CASE("what changes in quick succession is told together, however often") {
    EventFixture fixture;
    fixture.open();
    Page page(fixture.plain());
    page.block();
    fixture.roster.tell(Subject::people);
    CHECK(page.block() == "event: changed\ndata: people\n\n");
    for (int i = 0; i < 1'000; ++i) {
        fixture.roster.tell(Subject::displays);
        fixture.roster.tell(Subject::overrides);
    }
    CHECK_FALSE(page.client.has_input_within(one_sweep * 2)); // the clock stands still
    fixture.clock.advance(Seconds{1});
    CHECK(page.block() == "event: changed\ndata: displays overrides\n\n");
    CHECK_FALSE(page.client.has_input_within(one_sweep * 2));
}

TEST_CASE("a quiet stream is commented on, and ends so that the page signs in anew") {
    EventFixture fixture;
    fixture.limits.events_life_max = Seconds{40};
    fixture.open();
    Page page(fixture.plain());
    page.block();
    fixture.clock.advance(Seconds{15});
    CHECK(page.block() == ":\n\n");
    fixture.clock.advance(Seconds{15});
    CHECK(page.block() == ":\n\n");
    fixture.clock.advance(Seconds{10});
    CHECK(page.block().empty());
    CHECK(soon([&] { return fixture.roster.open() == 0; }));
}

TEST_CASE("a page that goes, or speaks, is forgotten") {
    EventFixture fixture;
    fixture.open();
    {
        Page page(fixture.plain());
        page.block();
        REQUIRE(soon([&] { return fixture.roster.open() == 1; }));
    }
    CHECK(soon([&] { return fixture.roster.open() == 0; }));
    Page page(fixture.plain());
    page.block();
    page.client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
    CHECK(page.block().empty());
    CHECK(soon([&] { return fixture.roster.open() == 0; }));
}

TEST_CASE("a page that never reads holds its stream no longer than any other") {
    EventFixture fixture;
    fixture.open();
    const Page page(fixture.plain());
    REQUIRE(soon([&] { return fixture.roster.open() == 1; }));
    CHECK(soon([&] {
        fixture.roster.tell(Subject::displays);
        fixture.clock.advance(Seconds{10});
        return fixture.roster.open() == 0;
    }));
}

TEST_CASE("who is refused gets an answer, and other paths know no streams") {
    EventFixture fixture;
    fixture.open();
    BlockingClient client = fixture.plain();
    CHECK(client.get("/events?as=stranger").status == 401);
    CHECK(client.get("/other").status == 401);
    client.send("HEAD /events HTTP/1.1\r\nHost: test\r\n\r\n");
    CHECK(client.receive(BodyExpected::no).status == 200);
    CHECK(client.get("/other").status == 401); // the connection is kept
    CHECK(fixture.roster.open() == 0);
}

TEST_CASE("a front that stops sends its pages home at once") {
    EventFixture fixture;
    fixture.open();
    Page page(fixture.plain());
    page.block();
    fixture.roster.tell(Subject::library);
    page.block();
    fixture.front->stop();
    CHECK(page.block().empty());
    CHECK(fixture.roster.open() == 0);
}
