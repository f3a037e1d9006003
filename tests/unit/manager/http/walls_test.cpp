// A display as a window on a larger picture, and what is known of its panel.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/rules/capabilities.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

// Two displays of one player, which knows walls or does not.
struct Row {
    explicit Row(bool knows_walls) {
        for (const char* name : {"left", "right"}) {
            const DisplayId display =
                room.enrol(room.root, {640, 64},
                           *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256))
                    .displays.front()
                    .id;
            displays.push_back(display);
            REQUIRE(room.database->write([&](Change& change) -> Status {
                Player player =
                    *change.view().fleet.player(change.view().fleet.display(display)->player);
                player.name = name;
                player.software.capabilities.clear();
                if (knows_walls) {
                    player.software.capabilities.emplace_back(rules::capability::wall);
                }
                return change.fleet.change_player(player).map([](std::int64_t) {});
            }));
        }
        room.requests.waiting = {.everything = true};
        room.publish();
    }

    Response patch(std::size_t display, const Json& body) {
        const std::string path = "/api/v1/displays/" + displays[display].value;
        const Response read = room.staff(Method::get, path);
        return room.staff(Method::patch, path, body.dump(),
                          std::string(*read.headers.find("ETag")));
    }
    Json shown(std::size_t display) {
        return Json::parse(
            text_of(room.staff(Method::get, "/api/v1/displays/" + displays[display].value)));
    }
    Manifest told(std::size_t display) {
        room.publish();
        const auto wanted = room.database->read(
            [&](const View& view) { return view.fleet.wanted(displays[display]); });
        const auto bytes =
            room.rooms().blobs->read(wanted->envelope_sha256, limits::manifest_bytes_max);
        return *wire::read_manifest(
            wire::read_envelope(*bytes, limits::manifest_bytes_max)->payload);
    }

    ControlRoom room;
    std::vector<DisplayId> displays;
};

const Json wall_of_two{{"name", "北墙"}, {"width", 1280}, {"height", 64}, {"x", 640}, {"y", 0}};

} // namespace

TEST_CASE("a display is told its place on the wall, and its neighbour's manifest stays") {
    Row row(true);
    const ManifestNumber left = row.told(0).number;
    const ManifestNumber right = row.told(1).number;
    CHECK(row.told(1).wall == std::nullopt);
    REQUIRE(row.patch(1, {{"wall", wall_of_two}}).status == 200);
    CHECK(row.shown(1)["wall"] == wall_of_two);
    CHECK_FALSE(row.shown(0).contains("wall"));
    CHECK(row.told(1).wall == WallPlace{{1280, 64}, 640, 0});
    CHECK(row.told(1).number > right);
    CHECK(row.told(0).number == left);
    REQUIRE(row.patch(1, {{"wall", nullptr}}).status == 200);
    CHECK_FALSE(row.told(1).wall);
}

TEST_CASE("a player that does not know walls shows a picture of its own") {
    Row row(false);
    REQUIRE(row.patch(0, {{"wall", wall_of_two}}).status == 200);
    CHECK(row.shown(0)["wall"] == wall_of_two);
    CHECK_FALSE(row.told(0).wall);
}

TEST_CASE("what is measured at a panel is kept to a thousandth, and can be forgotten") {
    Row row(true);
    const ManifestNumber before = row.told(0).number;
    REQUIRE(row.patch(0, {{"pixel_pitch_mm", 2.604}, {"viewing_distance_m", 12}}).status == 200);
    CHECK(row.shown(0)["pixel_pitch_mm"] == 2.604);
    CHECK(row.shown(0)["viewing_distance_m"] == 12);
    CHECK(row.told(0).number == before);
    REQUIRE(row.patch(0, {{"pixel_pitch_mm", nullptr}}).status == 200);
    CHECK_FALSE(row.shown(0).contains("pixel_pitch_mm"));
    CHECK(row.shown(0)["viewing_distance_m"] == 12);
}

TEST_CASE("a display that lies beside its wall, or a panel of no size, is refused by its place") {
    Row row(true);
    const auto refused = [&](const Json& body) {
        const Response answer = row.patch(0, body);
        CHECK(answer.status == 422);
        return Json::parse(text_of(answer)).value("where", "");
    };
    Json beside = wall_of_two;
    beside["x"] = 1280;
    CHECK(refused({{"wall", beside}}) == "/wall/x");
    CHECK(refused({{"pixel_pitch_mm", 0}}) == "/pixel_pitch_mm");
    CHECK(refused({{"viewing_distance_m", -3}}) == "/viewing_distance_m");
}
