// Live channels: what travels, and who is sent home.
#include <future>
#include <thread>

#include "tests/unit/manager/front/channel_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("a peer that offers the protocol gets a channel, and hints travel down it") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer peer = fixture.peer("one");
    CHECK(peer.opening.status == 101);
    CHECK(peer.opening.header("Sec-WebSocket-Accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK(peer.opening.header("Sec-WebSocket-Protocol") == "test.v1");
    REQUIRE(peer.is_alive());
    fixture.roster.hint(PlayerId{"one"}, HintReason::manifest);
    CHECK(peer.hear() == "manifest");
    fixture.roster.hint(PlayerId{"another"}, HintReason::manifest);
    fixture.roster.hint(PlayerId{"one"}, HintReason::trust);
    CHECK(peer.hear() == "trust");
    CHECK(fixture.front->figures().hints == 2);
    CHECK(fixture.front->figures().channels == 1);
}

TEST_CASE("a channel over TLS speaks the same") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer peer(fixture.secure(), "one");
    REQUIRE(peer.is_alive());
    fixture.roster.hint(PlayerId{"one"}, HintReason::screen_override);
    CHECK(peer.hear() == "override");
}

TEST_CASE("hints that wait for a peer travel as one") {
    ChannelFixture fixture;
    std::promise<void> go_on;
    std::promise<void> asked;
    fixture.scripted.on_message = [&](const std::string&) {
        asked.set_value();
        go_on.get_future().wait();
        return Hint{{HintReason::trust}};
    };
    fixture.open();
    ChannelPeer peer = fixture.peer("one");
    peer.say("hello");
    asked.get_future().wait();
    for (int i = 0; i < 1'000; ++i) {
        fixture.roster.hint(PlayerId{"one"}, HintReason::manifest);
        fixture.roster.hint(PlayerId{"one"}, HintReason::screenshot);
    }
    go_on.set_value();
    CHECK(peer.hear() == "manifest trust screenshot");
    CHECK(fixture.front->figures().hints == 1);
}

TEST_CASE("a message reaches the service whole, whatever its fragments") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer peer = fixture.peer("one");
    std::string first = websocket_frame(WebSocketKind::text, "two ", ChannelPeer::mask);
    first[0] = 0x01;
    std::string last = websocket_frame(WebSocketKind::text, "parts", ChannelPeer::mask);
    last[0] = static_cast<char>(0x80);
    for (const char byte : first + last) {
        peer.client().send({&byte, 1});
    }
    const std::string large(100'000, 'x');
    peer.say(large);
    REQUIRE(peer.is_alive());
    CHECK(fixture.scripted.all_heard() == std::vector<std::string>{"two parts", large});
    CHECK(fixture.front->figures().channel_messages == 2);
}

TEST_CASE("a message may follow the opening in the same packet") {
    ChannelFixture fixture;
    fixture.open();
    BlockingClient client = fixture.plain();
    client.send(ChannelPeer::request("one")
                + websocket_frame(WebSocketKind::text, "at once", ChannelPeer::mask)
                + websocket_frame(WebSocketKind::ping, "?", ChannelPeer::mask));
    CHECK(client.receive(BodyExpected::no).status == 101);
    std::string input;
    REQUIRE(client.receive_some(input));
    CHECK(input == websocket_frame(WebSocketKind::pong, "?"));
    CHECK(fixture.scripted.all_heard() == std::vector<std::string>{"at once"});
}

TEST_CASE("what does not open a channel is told why") {
    ChannelFixture fixture;
    fixture.open();
    CHECK(fixture.plain().get("/channel").status == 426);
    CHECK(fixture.plain().get("/channel").header("Sec-WebSocket-Version") == "13");
    const std::string good = ChannelPeer::request("one");
    const auto status_with = [&](std::string_view from, std::string_view to) {
        std::string request = good;
        request.replace(request.find(from), from.size(), to);
        BlockingClient client = fixture.plain();
        client.send(request);
        return client.receive().status;
    };
    CHECK(status_with("Version: 13", "Version: 8") == 426);
    CHECK(status_with("Upgrade: websocket", "Upgrade: h2c") == 426);
    CHECK(status_with("keep-alive, Upgrade", "keep-alive") == 426);
    CHECK(status_with("jZQ==", "jZQ=") == 400);
    CHECK(status_with("test.v1", "test.v2") == 400);
    CHECK(status_with("X-Player", "Content-Length: 3\r\nX-Player") == 400);
    CHECK(status_with("X-Player", "X-Nobody") == 401);
    CHECK(status_with("GET /channel", "GET /other") == 200); // a path like any other
    CHECK(status_with("GET", "POST") == 200);
    CHECK(fixture.roster.open() == 0);
}

TEST_CASE("a peer that breaks the rules is told so and sent home; the others stay") {
    ChannelFixture fixture;
    fixture.scripted.on_message = [](const std::string& text) -> Result<Hint> {
        return fail(text == "\xff" ? ErrorCode::malformed : ErrorCode::not_allowed, "no");
    };
    fixture.open();
    ChannelPeer honest = fixture.peer("honest");
    std::string endless = websocket_frame(WebSocketKind::text, "", ChannelPeer::mask);
    endless[0] = 0x00;
    std::string start = endless;
    start[0] = 0x01;
    std::string fragments = start;
    for (std::size_t i = 0; i < limits::websocket_fragments_max; ++i) {
        fragments += endless;
    }
    struct Case {
        std::string bytes;
        int status;
    };
    const Case cases[] = {
        {websocket_frame(WebSocketKind::text, std::string(100'001, 'x'), ChannelPeer::mask), 1009},
        {fragments, 1009},
        {websocket_frame(WebSocketKind::text, "not masked"), 1002},
        {websocket_frame(WebSocketKind::binary, "x", ChannelPeer::mask), 1003},
        {websocket_frame(WebSocketKind::text, "\xff", ChannelPeer::mask), 1007},
        {websocket_frame(WebSocketKind::text, "retired", ChannelPeer::mask), 1008},
        {websocket_frame(WebSocketKind::close, close_payload(CloseStatus::normal),
                         ChannelPeer::mask),
         1000},
    };
    for (const Case& hostile : cases) {
        ChannelPeer peer = fixture.peer("hostile");
        peer.client().send(hostile.bytes);
        CHECK(peer.closed_with() == hostile.status);
        CHECK(peer.client().is_ended_within(Seconds{10}));
    }
    CHECK(honest.is_alive());
}

TEST_CASE("a newer channel of a player takes the place of the older") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer older = fixture.peer("one");
    REQUIRE(older.is_alive());
    ChannelPeer newer = fixture.peer("one");
    CHECK(older.closed_with() == 1008);
    REQUIRE(newer.is_alive());
    fixture.roster.hint(PlayerId{"one"}, HintReason::manifest);
    CHECK(newer.hear() == "manifest");
    CHECK(fixture.roster.open() == 1);
}

TEST_CASE("a silent peer is pinged; one that gives no sign of life is disconnected") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer answering = fixture.peer("answering");
    ChannelPeer half_open = fixture.peer("half open");
    REQUIRE(answering.is_alive());
    REQUIRE(half_open.is_alive());
    for (int i = 0; i < 5; ++i) {
        fixture.clock.advance(fixture.limits.channel_ping_after);
        REQUIRE(answering.receive() == WebSocketMessage{WebSocketKind::ping, ""});
        REQUIRE(answering.send(WebSocketKind::pong, ""));
        REQUIRE(answering.is_alive()); // the front has read the pong
    }
    CHECK(half_open.client().is_ended_within(Seconds{10}));
    CHECK(fixture.front->figures().expelled == 1);
}

TEST_CASE("pings alone are no sign of life") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer peer = fixture.peer("one");
    for (Seconds passed{0}; passed < fixture.limits.channel_silence_max; ++passed) {
        REQUIRE(peer.is_alive());
        fixture.clock.advance(Seconds{1});
    }
    CHECK(peer.client().is_ended_within(Seconds{10}));
}

TEST_CASE("a message for which no worker has room is lost, and the channel goes on") {
    ChannelFixture fixture;
    fixture.limits.workers = 1;
    fixture.limits.queued_requests_max = 1;
    std::promise<void> go_on;
    const std::shared_future<void> gone_on = go_on.get_future().share();
    std::atomic<int> asked = 0;
    fixture.scripted.on_message = [&](const std::string&) {
        ++asked;
        gone_on.wait();
        return Hint{};
    };
    fixture.open();
    std::vector<ChannelPeer> peers;
    for (const char* name : {"one", "two", "three"}) {
        peers.push_back(fixture.peer(name));
        REQUIRE(peers.back().is_alive());
    }
    peers[0].say("is being answered");
    while (asked == 0) {
        std::this_thread::yield();
    }
    peers[1].say("waits");
    peers[2].say("waits too, and there is room for one");
    while (fixture.front->figures().busy == 0) {
        std::this_thread::yield();
    }
    go_on.set_value();
    for (ChannelPeer& peer : peers) {
        CHECK(peer.is_alive());
    }
    CHECK(fixture.scripted.all_heard().size() == 2);
}

TEST_CASE("a front that stops says goodbye to its channels and waits for none") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer peer = fixture.peer("one");
    ChannelPeer secure(fixture.secure(), "two");
    REQUIRE(peer.is_alive());
    REQUIRE(secure.is_alive());
    fixture.front->stop();
    CHECK(peer.closed_with() == 1001);
    CHECK(secure.closed_with() == 1001);
    CHECK(fixture.roster.open() == 0);
    fixture.roster.hint(PlayerId{"one"}, HintReason::manifest); // nobody hears it
}
