#include "schemas/wire/district_map.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace marquee;

namespace {

std::string map_of(const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"南浦"},)"
           R"("geometry":)"
           + geometry + "}]}";
}

Error refusal(const std::string& text) {
    const auto checked = wire::check_district_map(text);
    REQUIRE_FALSE(checked);
    return checked.error();
}

const std::string square = "[[[121,28],[122,28],[122,29],[121,28]]]";

} // namespace

TEST_CASE(
    "every geometry of GeoJSON is taken, with altitudes, foreign members and nothing at all") {
    for (const std::string& geometry :
         {std::string(R"({"type":"Point","coordinates":[121.5,28.25]})"),
          std::string(R"({"type":"Point","coordinates":[121.5,28.25,12.5]})"),
          std::string(R"({"type":"MultiPoint","coordinates":[]})"),
          std::string(R"({"type":"LineString","coordinates":[[121,28],[122,28]]})"),
          std::string(R"({"type":"MultiLineString","coordinates":[[[121,28],[122,28]]]})"),
          R"({"type":"Polygon","coordinates":)" + square + "}",
          R"({"type":"MultiPolygon","coordinates":[)" + square + "," + square + "]}",
          R"({"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":)" + square
              + "}]}",
          std::string("null"),
          std::string(
              R"({"type":"Point","coordinates":[-180,-90],"bbox":[1,2,3,4],"x":{"y":1}})")}) {
        INFO(geometry);
        CHECK(wire::check_district_map(map_of(geometry)));
    }
    const auto facts = wire::check_district_map(
        map_of(R"({"type":"MultiPolygon","coordinates":[)" + square + "," + square + "]}"));
    CHECK(facts->features == 1);
    CHECK(facts->positions == 8);
}

TEST_CASE("what is no map is refused, with its place") {
    CHECK(refusal("").code == ErrorCode::malformed);
    CHECK(refusal("[]").code == ErrorCode::malformed);
    CHECK(refusal("<kml/>").code == ErrorCode::malformed);
    CHECK(refusal(R"({"type":"Topology"})").where == "/type");
    CHECK(refusal(R"({"type":"FeatureCollection"})").code == ErrorCode::missing_member);
    CHECK(refusal(R"({"type":"FeatureCollection","features":[]})").code == ErrorCode::out_of_range);
    CHECK(refusal(R"({"type":"FeatureCollection","features":[{"type":"Point"}]})").where
          == "/features/0/type");
    CHECK(refusal(map_of(R"({"type":"Circle","coordinates":[1,2]})")).where
          == "/features/0/geometry/type");
    CHECK(refusal(map_of(R"({"type":"Point","coordinates":["1","2"]})")).code
          == ErrorCode::malformed);
    CHECK(refusal(map_of(R"({"type":"Point","coordinates":[1]})")).code == ErrorCode::out_of_range);
}

TEST_CASE("metres, open rings and rings of a line are refused") {
    const Error metres = refusal(map_of(R"({"type":"Point","coordinates":[13526000.5,3300000]})"));
    CHECK(metres.code == ErrorCode::out_of_range);
    CHECK(metres.where == "/features/0/geometry/coordinates/0");
    CHECK(refusal(map_of(R"({"type":"Point","coordinates":[28,121]})")).where
          == "/features/0/geometry/coordinates/1");
    const Error open =
        refusal(map_of(R"({"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[7,8]]]})"));
    CHECK(open.code == ErrorCode::malformed);
    CHECK(open.where == "/features/0/geometry/coordinates/0");
    CHECK(refusal(map_of(R"({"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]})")).code
          == ErrorCode::out_of_range);
}

TEST_CASE("collections in collections end somewhere") {
    std::string geometry = R"({"type":"Point","coordinates":[1,2]})";
    for (int i = 0; i < 4; ++i) {
        geometry = R"({"type":"GeometryCollection","geometries":[)" + geometry + "]}";
    }
    CHECK(wire::check_district_map(map_of(geometry)));
    CHECK_FALSE(wire::check_district_map(
        map_of(R"({"type":"GeometryCollection","geometries":[)" + geometry + "]}")));
}

TEST_CASE("too much is refused before it is looked at") {
    CHECK(refusal(std::string(wire::district_map_bytes_max + 1, ' ')).code == ErrorCode::too_large);
}
