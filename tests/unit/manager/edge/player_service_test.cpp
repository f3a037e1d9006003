#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "common/certificate.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/journal.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

std::string code_of(const Response& response) {
    const auto problem = wire::read_problem(text_of(response));
    return problem ? problem->code : "no problem";
}

} // namespace

TEST_CASE("the trust document is public, everything else needs a certificate") {
    ControlRoom room;
    CHECK(room.player(Method::get, "/player/v1/trust", "", {}).status == 200);
    CHECK(room.player(Method::get, "/player/v1/trust/1", "", {}).status == 200);
    CHECK(room.player(Method::get, "/player/v1/trust/2", "", {}).status == 404);
    CHECK(room.player(Method::post, "/player/v1/contacts", "{}", {}).status == 401);
    CHECK(room.player(Method::get, "/player/v1/blobs/00", "", {}).status == 401);
    CHECK(room.player(Method::get, "/api/v1/units", "", {}).status == 401);
}

TEST_CASE("a device whose answer was lost asks again and is the same player") {
    ControlRoom room;
    const NewTicket ticket = *room.rooms().enrolment.create({.unit = room.root, .actor = {}});
    const PrivateKey key = new_key();
    EnrolmentRequest request{.token = ticket.file.token,
                             .nonce = "0123456789abcdef",
                             .name = "box",
                             .certificate_request_pem = *make_certificate_request(key, "box"),
                             .software = {.version = "0.1.0"},
                             .displays = {{.name = "main", .size = {640, 64}}}};
    const auto first = room.rooms().enrolment.accept(request);
    REQUIRE(first);
    const auto second = room.rooms().enrolment.accept(request);
    REQUIRE(second);
    CHECK(second->player == first->player);
    CHECK(second->displays == first->displays);
    const auto certificate = read_certificate(second->certificate_pem);
    REQUIRE(certificate);
    const ClientCertificate identity{certificate->common_name, certificate->fingerprint};
    const std::string manifest =
        "/player/v1/displays/" + second->displays.front().id.value + "/manifest";
    CHECK(code_of(room.player(Method::get, manifest, "", identity)) == "not_found"); // none yet
    request.certificate_request_pem = *make_certificate_request(new_key(), "thief");
    const auto thief = room.rooms().enrolment.accept(request);
    REQUIRE_FALSE(thief);
    CHECK(thief.error().code == ErrorCode::token_spent);
}

TEST_CASE("a token works once, in time, and only when it was given out") {
    ControlRoom room;
    const NewTicket ticket = *room.rooms().enrolment.create({.unit = room.root, .actor = {}});
    EnrolmentRequest request{.token = ticket.file.token,
                             .nonce = "0123456789abcdef",
                             .name = "box",
                             .certificate_request_pem = *make_certificate_request(new_key(), "b"),
                             .displays = {{.name = "main", .size = {640, 64}}}};
    room.clock.advance(std::chrono::hours{25});
    const auto late = room.rooms().enrolment.accept(request);
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::expired);
    request.token = "guessed";
    const auto guessed = room.rooms().enrolment.accept(request);
    REQUIRE_FALSE(guessed);
    CHECK(guessed.error().code == ErrorCode::not_found);
}

TEST_CASE(
    "a contact is answered with the time, the trust version and what each display shall hold") {
    ControlRoom room;
    Device device(room);
    room.requests.request({.everything = true});
    room.publish();
    const Response response =
        room.player(Method::post, "/player/v1/contacts", wire::write_heartbeat(device.heartbeat()),
                    device.identity);
    REQUIRE(response.status == 200);
    const auto answer = wire::read_contact_answer(text_of(response));
    REQUIRE(answer);
    CHECK(answer->trust_version == 1);
    REQUIRE(answer->manifests.size() == 1);
    CHECK(answer->manifests.front().number == ManifestNumber{1, 1});
    CHECK(answer->manifests.front().unit_path == std::vector<UnitId>{room.root});
    REQUIRE(verify(answer->time_token, wire::payload_type(wire::formats::time),
                   room.rooms().trust.document(), KeyRole::time, 1));
    const auto token = wire::read_time_token(answer->time_token.payload);
    REQUIRE(token);
    CHECK(token->nonce == "0123456789abcdef");
    CHECK(token->utc == room.clock.wall());
}

TEST_CASE("a player that comes with newer software is sent what that can do") {
    ControlRoom room;
    Device device(room);
    const auto stored = [&] {
        return room.database
            ->read([&](const View& view) { return view.fleet.player(device.answer.player); })
            .value();
    };
    const auto call = [&](const Software& software) {
        Heartbeat heartbeat = device.heartbeat();
        heartbeat.software = software;
        REQUIRE(room.player(Method::post, "/player/v1/contacts", wire::write_heartbeat(heartbeat),
                            device.identity)
                    .status
                == 200);
        return room.publish();
    };
    call(stored().software);
    const std::int64_t version = stored().head.version;
    CHECK(call(stored().software).looked_at == 0);
    CHECK(stored().head.version == version);
    const Software newer{"marquee-player", "0.2.0", {"manifest/1.0"}, {"schedule.levels"}};
    CHECK(call(newer).looked_at == 1);
    CHECK(stored().software == newer);
    CHECK(call(newer).looked_at == 0);
}

TEST_CASE("a player is reachable while it calls and not for long after it stopped") {
    ControlRoom room;
    Device device(room);
    room.player(Method::post, "/player/v1/contacts", wire::write_heartbeat(device.heartbeat()),
                device.identity);
    const Presence& presence = room.rooms().presence;
    CHECK(presence.reachable(device.answer.player, room.clock.monotonic()));
    room.clock.advance(presence.silence_max() + Seconds{1});
    CHECK_FALSE(presence.reachable(device.answer.player, room.clock.monotonic()));
}

TEST_CASE("a heartbeat that speaks for another player is refused") {
    ControlRoom room;
    Device device(room);
    Device other(room);
    const Response response =
        room.player(Method::post, "/player/v1/contacts", wire::write_heartbeat(device.heartbeat()),
                    other.identity);
    CHECK(response.status == 422);
    CHECK(code_of(response) == "invalid_reference");
}

TEST_CASE("a manifest comes with its number as the etag and is not sent twice") {
    ControlRoom room;
    Device device(room);
    room.requests.request({.everything = true});
    room.publish();
    const Response first = device.get(device.manifest_path());
    REQUIRE(first.status == 200);
    CHECK(*first.headers.find("ETag") == "\"1.1\"");
    Request again;
    again.path = device.manifest_path();
    again.peer.certificate = device.identity;
    again.headers.set("If-None-Match", "\"1.1\"");
    CHECK(room.rooms().players.handle(again).status == 304);
}

TEST_CASE("a player gets no manifest of another player's display") {
    ControlRoom room;
    Device device(room);
    Device other(room);
    room.requests.request({.everything = true});
    room.publish();
    CHECK(room.player(Method::get, device.manifest_path(), "", other.identity).status == 404);
}

TEST_CASE("a certificate that was replaced, or names nobody, opens nothing") {
    ControlRoom room;
    Device device(room);
    ClientCertificate replaced = device.identity;
    replaced.fingerprint.bytes[0] ^= 1;
    CHECK(room.player(Method::get, device.manifest_path(), "", replaced).status == 401);
    ClientCertificate nobody = device.identity;
    nobody.common_name = "01900000-0000-7000-8000-000000000001";
    CHECK(room.player(Method::get, device.manifest_path(), "", nobody).status == 401);
}

TEST_CASE("a blob is named by its digest and nothing else") {
    ControlRoom room;
    Device device(room);
    const Sha256 digest = *room.rooms().blobs->put("film");
    const Response response = device.get("/player/v1/blobs/" + to_hex(digest));
    CHECK(response.status == 200);
    CHECK(text_of(response) == "film");
    CHECK(device.get("/player/v1/blobs/../../trust").status >= 400);
    CHECK(device.get("/player/v1/blobs/" + std::string(64, '0')).status == 404);
}

TEST_CASE("journals are acknowledged up to what is held, and only their own player's are taken") {
    ControlRoom room;
    Device device(room);
    Device stranger(room);
    const auto post = [&](const Device& as, const std::string& path, const std::string& body) {
        return room.player(Method::post, path, body, as.identity);
    };
    const Instant now = room.clock.wall();
    const DisplayId display = device.answer.displays.front().id;
    PlaySegment plays{display, 1, {{{display.value}, 1, "p", {display.value}, "i", {}}}, {}};
    plays.records = {{0, now, Milliseconds{15'000}, true, ProofLevel::shown}};
    const UptimeSegment uptime{
        display, 1, {{UptimeMeasure::running, {now - Seconds{9}, now}, "boot", true}}};
    for (const auto& [path, body] :
         {std::pair<std::string, std::string>{"/player/v1/plays", wire::write_play_segment(plays)},
          {"/player/v1/uptime", wire::write_uptime_segment(uptime)}}) {
        INFO(path);
        CHECK(room.player(Method::post, path, body, {}).status == 401);
        CHECK(code_of(post(stranger, path, body)) == "foreign_display");
        CHECK(code_of(post(device, path, "{}")) == "missing_member");
        for (int i = 0; i < 2; ++i) { // a second time changes nothing
            const Response held = post(device, path, body);
            CHECK(held.status == 200);
            CHECK(wire::read_acknowledged(text_of(held)).value() == 1);
        }
    }
    CHECK(
        post(device, "/player/v1/plays", std::string(limits::journal_segment_bytes_max, ' ')).status
        >= 400);
}
