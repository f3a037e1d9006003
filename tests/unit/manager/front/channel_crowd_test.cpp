// A crowd of players on their channels, and some peers that are none.
#include <sys/resource.h>
#include <sys/socket.h>

#include "tests/unit/manager/front/channel_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

#ifdef __SANITIZE_THREAD__
constexpr int players = 200; // a thousand take minutes, and the threads are the same ones
#else
constexpr int players = 1'000;
#endif

void raise_descriptor_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Sends until nothing goes any more: neither end's kernel has room, and the front has stopped
// reading because it cannot write. Its own kernel is given little room first: the front answers
// only the latest of the pings it finds waiting, so every kilobyte of room costs half a megabyte.
void flood_without_reading(ChannelPeer& peer) {
    const std::string ping =
        websocket_frame(WebSocketKind::ping, std::string(125, 'x'), ChannelPeer::mask);
    std::string many;
    while (many.size() < 64 * limits::KiB) {
        many += ping;
    }
    const int room = 16 * 1024;
    ::setsockopt(peer.client().socket(), SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    const timeval patience{0, 200'000};
    ::setsockopt(peer.client().socket(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    while (peer.client().send(many)) {
    }
}

} // namespace

TEST_CASE("a crowd of players hears of what is published, and all say that they did") {
    raise_descriptor_limit();
    ChannelFixture fixture;
    fixture.limits.queued_requests_max = players; // no message is to be lost here
    fixture.open();
    std::vector<ChannelPeer> crowd;
    for (int i = 0; i < players; ++i) {
        crowd.emplace_back(fixture.secure(), "player " + std::to_string(i));
        REQUIRE(crowd.back().opening.status == 101);
    }
    for (int i = 0; i < players; ++i) {
        REQUIRE(crowd[static_cast<std::size_t>(i)].is_alive());
        fixture.roster.hint(PlayerId{"player " + std::to_string(i)}, HintReason::manifest);
    }
    for (ChannelPeer& peer : crowd) {
        REQUIRE(peer.hear() == "manifest");
        REQUIRE(peer.say("done"));
    }
    for (ChannelPeer& peer : crowd) {
        REQUIRE(peer.is_alive());
    }
    CHECK(fixture.scripted.all_heard().size() == players);
    CHECK(fixture.front->figures().channels == players);
    fixture.front->stop();
    for (ChannelPeer& peer : crowd) {
        REQUIRE(peer.closed_with() == 1001);
    }
}

TEST_CASE("peers that flood and never read are expelled, and the others do not notice") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer honest = fixture.peer("honest");
    std::vector<ChannelPeer> deaf;
    for (int i = 0; i < 2; ++i) {
        deaf.push_back(fixture.peer("deaf " + std::to_string(i)));
        flood_without_reading(deaf.back());
        REQUIRE(honest.is_alive());
    }
    for (Seconds passed{0}; passed < fixture.limits.channel_silence_max; ++passed) {
        fixture.clock.advance(Seconds{1});
        REQUIRE(honest.say("here"));
        REQUIRE(honest.is_alive());
    }
    for (ChannelPeer& peer : deaf) {
        CHECK(peer.client().is_ended_within(Seconds{10}));
    }
    CHECK(fixture.front->figures().expelled == deaf.size());
}

TEST_CASE("a front stops at once although a channel's peer does not read") {
    ChannelFixture fixture;
    fixture.open();
    ChannelPeer deaf = fixture.peer("deaf");
    flood_without_reading(deaf);
    fixture.front->stop(); // with time standing still no deadline can help
    CHECK(fixture.front->figures().open == 0);
}
