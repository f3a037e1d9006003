// Letting in the device whose screen shows a code.
#include <catch2/catch.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "common/sha256.hpp"
#include "schemas/model/fingerprint.hpp"
#include "schemas/wire/enrolment.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// A device in front of a wall, with a key of its own.
struct Box {
    explicit Box(ControlRoom& in) : room(in) {}

    EnrolmentRequest request() const {
        return {.token = token,
                .nonce = "0123456789abcdef",
                .name = "box",
                .certificate_request_pem = *make_certificate_request(key, "box"),
                .software = {.version = "0.1.0"},
                .displays = {{.name = "main", .size = {640, 64}}}};
    }
    Response say(const std::string& path) {
        return room.player(Method::post, "/player/v1/" + path,
                           wire::write_enrolment_request(request()), std::nullopt);
    }
    std::string code() { return body_of(say("enrolment-codes"))["code"]; }
    std::string fingerprint() const { return short_fingerprint(sha256(key.public_key_der())); }

    ControlRoom& room;
    PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    std::string token = token_of_key(sha256(key.public_key_der())) + ":0123456789abcdef";
};

struct Office {
    Response look_up(const std::string& code) {
        return room.staff(Method::post, "/api/v1/enrolments/lookups", Json{{"code", code}}.dump());
    }
    Response confirm(const std::string& code, const std::string& fingerprint) {
        const Json body{{"code", code},
                        {"device_fingerprint", fingerprint},
                        {"unit_id", room.root.value},
                        {"name", "西站北口"}};
        return room.staff(Method::post, "/api/v1/enrolments/confirmations", body.dump());
    }

    ControlRoom room;
    Box box{room};
};

} // namespace

TEST_CASE("an officer types the code, compares two fingerprints, and the device is in") {
    Office office;
    CHECK(office.box.say("enrolments").status == 404);
    const std::string code = office.box.code();
    CHECK(code.size() == 8);
    CHECK(code.find_first_of("01OILU") == std::string::npos);
    CHECK(office.box.code() == code);
    const Response found = office.look_up(code.substr(0, 4) + "-" + code.substr(4));
    REQUIRE(found.status == 200);
    CHECK(body_of(found)["device_fingerprint"] == office.box.fingerprint());
    CHECK(body_of(found)["trust_fingerprint"]
          == short_fingerprint(office.room.rooms().trust.digest()));
    REQUIRE(office.confirm(code, office.box.fingerprint()).status == 201);
    office.room.clock.advance(Seconds{3'600}); // it was switched off meanwhile
    CHECK(office.box.say("enrolments").status == 201);
    CHECK(office.box.say("enrolments").status == 201); // its answer was lost: the same again
    const Json players = body_of(office.room.staff(Method::get, "/api/v1/players"))["items"];
    REQUIRE(players.size() == 1);
    CHECK(players[0]["name"] == "西站北口");
    const Json displays = body_of(office.room.staff(Method::get, "/api/v1/displays"))["items"];
    REQUIRE(displays.size() == 1);
    CHECK(displays[0]["title"] == "西站北口");
}

TEST_CASE("a code is good once and for ten minutes, and then there is a new one") {
    Office office;
    const std::string code = office.box.code();
    REQUIRE(office.confirm(code, office.box.fingerprint()).status == 201);
    CHECK(body_of(office.look_up(code))["code"] == "token_spent");
    Box other(office.room);
    const std::string first = other.code();
    office.room.clock.advance(Seconds{600});
    const Response late = office.look_up(first);
    CHECK(late.status == 410);
    CHECK(body_of(late)["code"] == "expired");
    CHECK(other.code() != first);
}

TEST_CASE("another fingerprint lets nobody in, and the third makes the code void") {
    Office office;
    const std::string code = office.box.code();
    Box other(office.room);
    CHECK(body_of(office.confirm(code, other.fingerprint()))["code"] == "key_unknown");
    CHECK(office.confirm(code, "").status == 422);
    CHECK(body_of(office.confirm(code, "0000-0000-0000-0000"))["code"] == "key_unknown");
    CHECK(body_of(office.confirm(code, "0000"))["code"] == "key_unknown");
    CHECK(office.confirm(code, office.box.fingerprint()).status == 404);
}

TEST_CASE("a confirmed device's token is good for its key alone") {
    Office office;
    REQUIRE(office.confirm(office.box.code(), office.box.fingerprint()).status == 201);
    Box thief(office.room);
    thief.token = office.box.token;
    CHECK(thief.say("enrolments").status == 422);
    CHECK(thief.say("enrolment-codes").status == 400);
    CHECK(office.box.say("enrolments").status == 201);
}

TEST_CASE("whoever guesses codes is stopped, whoever has one is not") {
    Office office;
    const std::string code = office.box.code();
    for (int i = 0; i < limits::enrolment_code_tries_max; ++i) {
        CHECK(office.look_up("AAAAAAAA").status == 404);
    }
    const Response stopped = office.look_up(code);
    CHECK(stopped.status == 429);
    CHECK(stopped.headers.contains("Retry-After"));
    const std::string other = office.room.token_with(Role::operator_, office.room.root);
    CHECK(office.room
              .staff_as(other, Method::post, "/api/v1/enrolments/lookups",
                        Json{{"code", code}}.dump())
              .status
          == 200);
}

TEST_CASE("no two devices wait behind one code, and one address cannot fill the list") {
    Office office;
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < limits::enrolment_codes_per_address_max; ++i) {
        office.box.token += "0"; // the same key, as if it had begun anew
        codes.push_back(office.box.code());
    }
    std::sort(codes.begin(), codes.end());
    CHECK(std::unique(codes.begin(), codes.end()) == codes.end());
    office.box.token += "0";
    CHECK(office.box.say("enrolment-codes").status == 503);
}

TEST_CASE("only who may enrol looks codes up, and confirms where that is allowed") {
    Office office;
    const UnitId north{office.room.make(
        "/api/v1/units",
        Json{{"parent_id", office.room.root.value}, {"name", "north"}, {"kind", "county"}}.dump())};
    const std::string code = office.box.code();
    const Json body{{"code", code},
                    {"device_fingerprint", office.box.fingerprint()},
                    {"unit_id", office.room.root.value}};
    const std::string editor = office.room.token_with(Role::editor, office.room.root);
    const std::string north_only = office.room.token_with(Role::operator_, north);
    const auto status = [&](const std::string& who, const char* verb, const Json& said) {
        return office.room
            .staff_as(who, Method::post, std::string("/api/v1/enrolments/") + verb, said.dump())
            .status;
    };
    CHECK(status(editor, "lookups", {{"code", code}}) == 403);
    CHECK(status(editor, "confirmations", body) == 403);
    CHECK(status(north_only, "lookups", {{"code", code}}) == 200);
    CHECK(status(north_only, "confirmations", body) == 403);
}

TEST_CASE("a device behind a code takes the place of a broken one, if its displays are the same") {
    Office office;
    const EnrolmentAnswer broken = office.room.enrol(
        office.room.root, {640, 64}, *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256));
    const Json body{{"code", office.box.code()},
                    {"device_fingerprint", office.box.fingerprint()},
                    {"unit_id", office.room.root.value},
                    {"replaces_player_id", broken.player.value}};
    const Response confirmed =
        office.room.staff(Method::post, "/api/v1/enrolments/confirmations", body.dump());
    REQUIRE(confirmed.status == 201);
    const Json joined = body_of(office.box.say("enrolments"));
    CHECK(joined["player"] == broken.player.value);
    CHECK(joined["displays"][0]["id"] == broken.displays[0].id.value);
}
