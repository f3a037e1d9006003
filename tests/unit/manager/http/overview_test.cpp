// The fleet at one look.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// A city with two counties, and displays that call or do not.
struct Town {
    UnitId unit(const char* name) {
        return UnitId{room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    }

    EnrolmentAnswer device(const UnitId& unit) {
        PrivateKey key = *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
        return room.enrol(unit, {640, 64}, key);
    }

    void call(const EnrolmentAnswer& device, Rung rung, const std::string& item = {}) {
        Heartbeat word;
        word.player = device.player;
        word.boot_id = "boot";
        word.sequence = ++heard;
        word.clock.trusted = true;
        const DisplayId display = device.displays.front().id;
        word.displays = {{.display = display, .name = "main", .rung = rung}};
        if (!item.empty()) {
            word.displays.front().zones = {{"all", {sample::uuid(900)}, 1, {}, item, {}},
                                           {"foot", {sample::uuid(900)}, 1, {}, "脚", {}}};
        }
        const auto wanted =
            room.database->read([&](const View& view) { return view.fleet.wanted(display); });
        if (wanted) {
            word.displays.front().active = wanted->number;
        }
        room.rooms().presence.note(word, room.clock.wall(), room.clock.monotonic());
    }

    Json look(std::vector<std::pair<std::string, std::string>> query = {}, int status = 200) {
        Request request;
        request.path = "/api/v1/overview";
        request.query = QueryParameters(std::move(query));
        request.headers.set("Authorization", "Bearer " + room.token);
        const Response response = room.rooms().staff.handle(request);
        INFO(text_of(response));
        CHECK(response.status == status);
        return Json::parse(text_of(response));
    }

    ControlRoom room;
    UnitId north = unit("北");
    UnitId south = unit("南");
    std::uint64_t heard = 0;
};

} // namespace

TEST_CASE("an overview of nothing says so") {
    Town it;
    const Json look = it.look();
    CHECK(look["units"] == 3);
    CHECK(look["fleet"]["displays"] == 0);
    CHECK(look["troubles"].empty());
    CHECK(look["on_air"].empty());
}

TEST_CASE("what is on air is counted by program, fillers apart, notices for themselves") {
    Town it;
    const auto first = it.device(it.north);
    const auto second = it.device(it.south);
    const auto third = it.device(it.south);
    const auto fourth = it.device(it.south);
    it.call(first, Rung::scheduled, "防骗");
    it.call(second, Rung::scheduled, "防火");
    it.call(third, Rung::filler, "徽标");
    it.call(fourth, Rung::notice);
    const Json look = it.look();
    CHECK(look["fleet"]["displays"] == 4);
    CHECK(look["noticed"] == 1);
    CHECK(look["programs_on_air"] == 2);
    REQUIRE(look["on_air"].size() == 2);
    CHECK(look["on_air"][0]["displays"] == 2);
    CHECK(look["on_air"][0]["name"] == "");
    CHECK(look["on_air"][0]["filler"] == false);
    CHECK(look["on_air"][0]["items"] == Json{"脚", "防火", "防骗"});
    CHECK(look["on_air"][1]["filler"] == true);
    const Json north = it.look({{"unit_id", it.north.value}});
    CHECK(north["units"] == 1);
    CHECK(north["fleet"]["displays"] == 1);
    CHECK(north["on_air"][0]["items"] == Json{"脚", "防骗"});
}

TEST_CASE("displays that fall silent together are one trouble of the unit that holds them") {
    Town it;
    std::vector<EnrolmentAnswer> devices;
    for (int i = 0; i < 3; ++i) {
        devices.push_back(it.device(it.south));
        it.call(devices.back(), Rung::scheduled);
        it.room.clock.advance(Seconds{5});
    }
    const auto never = it.device(it.north);
    it.room.clock.advance(Seconds{3'600});
    const Json look = it.look();
    CHECK(look["fleet"]["offline"] == 4);
    REQUIRE(look["troubles"].size() == 2);
    const Json& outage = look["troubles"][0];
    CHECK(outage["displays"] == 3);
    CHECK(outage["status"] == "offline");
    CHECK(outage["unit_name"] == "南");
    CHECK(outage["together"]["from"] < outage["together"]["until"]);
    CHECK(look["troubles"][1]["cause"] == "never_seen");
    CHECK(look["troubles"][1]["display_id"] == never.displays.front().id.value);
    CHECK_FALSE(look["troubles"][1].contains("together"));
}

TEST_CASE("an overview is of what the caller may see") {
    Town it;
    it.device(it.north);
    it.device(it.south);
    it.room.token = it.room.token_with(Role::viewer, it.north);
    CHECK(it.look()["fleet"]["displays"] == 1);
    CHECK(it.look({{"unit_id", it.south.value}}, 403)["code"] == "not_allowed");
    CHECK(it.look({{"unit_id", "nowhere"}}, 404)["code"] == "not_found");
}
