#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "schemas/wire/district_map.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string village =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"南浦"},)"
    R"("geometry":{"type":"Point","coordinates":[121.5,28.25]}}]})";

// As the front brings a body that goes to a sink.
Response put(ControlRoom& room, const std::string& body) {
    return room.staff(Method::put, "/api/v1/map", body);
}

} // namespace

TEST_CASE("a city brings its map, replaces it, and takes it away") {
    ControlRoom room;
    CHECK(room.staff(Method::get, "/api/v1/map").status == 404);
    const Response brought = put(room, village);
    CHECK(brought.status == 204);
    CHECK(brought.headers.find("ETag") == "\"1\"");
    const Response shown = room.staff(Method::get, "/api/v1/map");
    CHECK(shown.status == 200);
    CHECK(shown.headers.find("Content-Type") == "application/geo+json");
    CHECK(text_of(shown) == village);
    CHECK(put(room, village).headers.find("ETag") == "\"2\"");
    CHECK(room.staff(Method::remove, "/api/v1/map").status == 204);
    CHECK(room.staff(Method::get, "/api/v1/map").status == 404);
    CHECK(put(room, village).headers.find("ETag") == "\"3\""); // no page takes it for an older one
    const Json rows = Json::parse(text_of(room.staff(Method::get, "/api/v1/audit")))["items"];
    CHECK(rows.back()["action"] == "map.change");
    CHECK(rows.back()["detail"] == "districts: 1, bytes: " + std::to_string(village.size()));
}

TEST_CASE("a file that is no map leaves the one before") {
    ControlRoom room;
    REQUIRE(put(room, village).status == 204);
    const Response refused = put(room, R"({"type":"Topology","objects":{}})");
    CHECK(refused.status == 400);
    CHECK(Json::parse(text_of(refused))["where"] == "/type");
    CHECK(put(room, std::string(wire::district_map_bytes_max + 1, ' ')).status == 413);
    CHECK(text_of(room.staff(Method::get, "/api/v1/map")) == village);
}
