// Displays changed together, and moved.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// A city with two counties and two devices in the northern one.
struct Moving {
    UnitId unit(const char* name) {
        return UnitId{room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    }

    DisplayId device() {
        return room
            .enrol(north, {640, 64}, *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256))
            .displays.front()
            .id;
    }

    Json show(const DisplayId& display) {
        return Json::parse(text_of(room.staff(Method::get, "/api/v1/displays/" + display.value)));
    }

    static Json item(const DisplayId& display, int version, const Json& change) {
        return {{"id", display.value}, {"version", version}, {"change", change}};
    }

    Json ask(const Json& changes, int status = 200) {
        const Response response =
            room.staff(Method::post, "/api/v1/display-changes", Json{{"changes", changes}}.dump());
        INFO(text_of(response));
        CHECK(response.status == status);
        return Json::parse(text_of(response));
    }

    ControlRoom room;
    UnitId north = unit("北");
    UnitId south = unit("南");
    DisplayId first = device();
    DisplayId second = device();
};

} // namespace

TEST_CASE("many displays are changed together, and what one is refused for stops no other") {
    Moving it;
    const DisplayId nobody{"0197a1c2-0000-7000-8000-000000000000"};
    const Json done = it.ask({it.item(it.first, 1, {{"tags", {"沿街", "门口"}}}),
                              it.item(nobody, 1, {{"tags", Json::array()}}),
                              it.item(it.second, 7, {{"volume_percent", 5}}),
                              it.item(it.second, 1, {{"time_zone", "Mars/Olympus"}}),
                              it.item(it.second, 1, {{"volume_percent", 20}})})["items"];
    REQUIRE(done.size() == 5);
    CHECK(done[0] == Json{{"id", it.first.value}, {"version", 2}});
    CHECK(done[1]["problem"]["code"] == "not_found");
    CHECK(done[2]["problem"]["code"] == "conflict");
    CHECK(done[3]["problem"]["code"] == "out_of_range");
    CHECK_FALSE(done[3]["problem"]["detail"].get<std::string>().empty());
    CHECK(done[4]["version"] == 2);
    CHECK(it.show(it.first)["tags"] == Json{"沿街", "门口"});
    CHECK(it.show(it.second)["volume_percent"] == 20);
    CHECK(it.room.requests.waiting.displays.size() == 2);
}

TEST_CASE("a list of changes that cannot be read changes nothing") {
    Moving it;
    CHECK(it.ask({it.item(it.first, 1, {{"tags", {"a"}}}),
                  it.item(it.second, 1, {{"volume_percent", 101}})},
                 422)["code"]
          == "out_of_range");
    CHECK(it.show(it.first)["version"] == 1);
    CHECK(it.ask(Json::array())["items"].empty());
    Json many = Json::array();
    for (int i = 0; i < 501; ++i) {
        many.push_back(it.item(it.first, 1, Json::object()));
    }
    CHECK(it.ask(many, 413)["code"] == "too_large");
}

TEST_CASE("a display is moved with its device, and shows what is scheduled where it is") {
    Moving it;
    it.room.publish();
    it.room.clock.advance(Seconds{60});
    const Json done =
        it.ask(Json::array({it.item(it.first, 1, {{"unit_id", it.south.value}})}))["items"];
    CHECK(done[0]["version"] == 2);
    const Json moved = it.show(it.first);
    CHECK(moved["unit_id"] == it.south.value);
    const Json player = Json::parse(text_of(
        it.room.staff(Method::get, "/api/v1/players/" + moved["player_id"].get<std::string>())));
    CHECK(player["unit_id"] == it.south.value);
    CHECK(
        it.ask(Json::array({it.item(
            it.first, 2,
            {{"unit_id", "0197a1c2-0000-7000-8000-000000000000"}})}))["items"][0]["problem"]["code"]
        == "invalid_reference");
    const auto trail = Json::parse(text_of(it.room.staff(Method::get, "/api/v1/audit")))["items"];
    CHECK(std::any_of(trail.begin(), trail.end(),
                      [](const Json& row) { return row["action"] == "display.move"; }));
}

TEST_CASE("nobody moves a display to where they may not manage displays, or from there") {
    Moving it;
    it.room.token = it.room.token_with(Role::operator_, it.north);
    const auto refused = [&](const Json& change) {
        return it.ask(Json::array({it.item(it.first, 1, change)}))["items"][0]["problem"]["code"];
    };
    CHECK(refused({{"unit_id", it.south.value}}) == "not_allowed");
    CHECK(it.show(it.first)["unit_id"] == it.north.value);
    it.room.token = it.room.token_with(Role::operator_, it.south);
    CHECK(refused({{"unit_id", it.south.value}}) == "not_allowed");
    CHECK(refused({{"tags", {"x"}}}) == "not_allowed");
}
