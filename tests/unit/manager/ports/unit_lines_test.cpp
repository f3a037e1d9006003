// The tree of units, asked from below.
#include <catch2/catch.hpp>

#include "manager/ports/unit_lines.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const UnitId city{"city"}, north{"north"}, south{"south"}, market{"market"}, square{"square"};

UnitLines lines() {
    return UnitLines({{square, north, "广场"},
                      {market, north, "市场"},
                      {north, city, "北"},
                      {south, city, "南"},
                      {city, {}, "市"}});
}

} // namespace

TEST_CASE("the lowest unit that holds two is found from below") {
    CHECK(lines().common(market, square) == north);
    CHECK(lines().common(market, north) == north);
    CHECK(lines().common(market, south) == city);
    CHECK(lines().common(market, market) == market);
    CHECK(lines().common(market, UnitId{"elsewhere"}) == UnitId{});
    CHECK(lines().name(market) == "市场");
    CHECK(lines().name(UnitId{"elsewhere"}).empty());
}

TEST_CASE("a unit belongs to the one next below the highest in sight") {
    CHECK(lines().group_of(market, {{city}}) == north);
    CHECK(lines().group_of(market, {{north, city}}) == north);
    CHECK(lines().group_of(south, {{city}}) == city);
    CHECK(lines().group_of(city, {{city}}) == city);
    CHECK(lines().group_of(market, {{north}}) == north);
    CHECK(lines().group_of(market, {{south}}) == UnitId{});
}

TEST_CASE("units of a scope are counted, and the lowest of them told") {
    CHECK(lines().below(market, north));
    CHECK_FALSE(lines().below(market, south));
    CHECK(lines().count({{north}}) == 3);
    CHECK(lines().count({{city, north}}) == 5);
    CHECK(lines().count({}) == 0);
    const std::vector<UnitPlace> lowest = lines().leaves({{city}});
    REQUIRE(lowest.size() == 3);
    CHECK(lowest[0].id == market);
    CHECK(lowest[1].id == south);
    CHECK(lowest[2].id == square);
    CHECK(lines().leaves({{south}}).size() == 1);
}
