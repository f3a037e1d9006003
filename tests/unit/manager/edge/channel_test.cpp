#include "manager/edge/channel.hpp"

#include "schemas/wire/contact.hpp"
#include "schemas/wire/hint.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Peer peer_of(const Device& device) {
    return {"192.0.2.7", device.identity};
}

std::string words(const Heartbeat& heartbeat) {
    return wire::write_heartbeat(heartbeat);
}

} // namespace

TEST_CASE("a channel is opened by the player that the certificate names, and by nobody else") {
    ControlRoom room;
    const Device device(room);
    RequestHead head;
    head.path = channel_path;
    const auto nobody = room.rooms().channel.admit(head);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().status == 401);
    CHECK(wire::read_problem(text_of(nobody.error()))->code == "not_signed_in");
    head.peer = peer_of(device);
    CHECK(room.rooms().channel.admit(head) == device.answer.player);
    head.peer.certificate->fingerprint.bytes[0] ^= 1U; // another certificate of the same name
    CHECK_FALSE(room.rooms().channel.admit(head));
}

TEST_CASE("a heartbeat over the channel makes its player reachable") {
    ControlRoom room;
    const Device device(room);
    Presence& presence = room.rooms().presence;
    REQUIRE_FALSE(presence.reachable(device.answer.player, room.clock.monotonic()));
    Heartbeat heartbeat = device.heartbeat();
    heartbeat.trust_version = 1;
    REQUIRE(room.rooms().channel.message(peer_of(device), words(heartbeat)) == Hint{});
    CHECK(presence.reachable(device.answer.player, room.clock.monotonic()));
}

TEST_CASE("a player that does not know its manifest or trust document is hinted by its heartbeat") {
    ControlRoom room;
    const Device device(room);
    room.requests.request({.everything = true});
    const Published published = room.publish();
    REQUIRE(published.issued.size() == 1);
    CHECK(published.concerned == std::set<PlayerId>{device.answer.player});
    Heartbeat heartbeat = device.heartbeat();
    const auto told = [&] {
        return room.rooms().channel.message(peer_of(device), words(heartbeat));
    };
    CHECK(told() == Hint{{HintReason::manifest, HintReason::trust}});
    heartbeat.trust_version = 1;
    CHECK(told() == Hint{{HintReason::manifest}});
    heartbeat.displays.front().wanted = published.issued.front().number;
    CHECK(told() == Hint{}); // it is on its way
    heartbeat.displays.front().wanted.reset();
    heartbeat.displays.front().active = published.issued.front().number;
    CHECK(told() == Hint{});
}

TEST_CASE("what is no heartbeat of the player ends its channel, what is newer is passed over") {
    ControlRoom room;
    const Device device(room);
    Channel& channel = room.rooms().channel;
    CHECK(channel.message(peer_of(device), "{").error().code == ErrorCode::malformed);
    CHECK(channel.message(peer_of(device), "\xff").error().code == ErrorCode::malformed);
    CHECK(channel.message(peer_of(device), R"({"format":"gossip/1.0"})") == Hint{});
    Heartbeat heartbeat = device.heartbeat();
    heartbeat.player.value[0] = heartbeat.player.value[0] == '0' ? '1' : '0';
    CHECK(channel.message(peer_of(device), words(heartbeat)).error().code
          == ErrorCode::invalid_reference);
}

TEST_CASE("a certificate that was replaced is refused on the channel it has opened") {
    ControlRoom room;
    const Device device(room);
    Peer peer = peer_of(device);
    peer.certificate->fingerprint.bytes[0] ^= 1U;
    CHECK(room.rooms().channel.message(peer, words(device.heartbeat())).error().code
          == ErrorCode::not_signed_in);
}

TEST_CASE("a hint is a document of its own") {
    ControlRoom room;
    const Hint hint{{HintReason::screen_override, HintReason::manifest}};
    CHECK(wire::read_hint(room.rooms().channel.hint_text(hint)) == hint);
}
