#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

// The city with player 20 and its displays 30 and 31 at the market.
std::unique_ptr<DatabaseUnderTest> database_with_displays() {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) -> Status {
        return change.fleet.add_player(sample::player(20)).and_then([&] {
            return change.fleet.add_display(sample::display(30, 20)).and_then([&] {
                return change.fleet.add_display(sample::display(31, 20));
            });
        });
    }));
    return database;
}

OverrideRecord black(int number, std::int64_t serial) {
    return {.id = OverrideId{sample::uuid(number)},
            .head = sample::owned_by(sample::city),
            .notice = {},
            .targets = {.units = {sample::north, sample::south},
                        .displays = {DisplayId{sample::uuid(31)}}},
            .serial = serial,
            .issued_at = sample::now,
            .not_after = sample::now + 60s,
            .lifted_at = {},
            .envelope = R"({"payloadType":"…"})"};
}

OverrideRecord notice(int number, std::int64_t serial) {
    OverrideRecord row = black(number, serial);
    row.notice = "台风红色预警";
    row.targets = {.units = {}, .displays = {DisplayId{sample::uuid(30)}}};
    return row;
}

Status add(DatabaseUnderTest& database, const OverrideRecord& row) {
    return database->write([&](Change& change) { return change.overrides.add_override(row); });
}

std::vector<OverrideRecord> reaching(DatabaseUnderTest& database, const OverrideTargets& places,
                                     Instant now, std::size_t rows_max = 10) {
    return *database->read(
        [&](const View& view) { return view.overrides.reaching(places, now, rows_max); });
}

} // namespace

TEST_CASE("an override is read as it was written, and as it was changed") {
    auto database = database_with_displays();
    OverrideRecord row = notice(40, 7);
    REQUIRE(add(*database, row));
    const auto read = [&] {
        return (*database)->read(
            [&](const View& view) { return view.overrides.screen_override(row.id); });
    };
    CHECK(*read() == row);
    row.serial = 8;
    row.lifted_at = sample::now + 5s;
    row.envelope = "another";
    const auto change_it = [&] {
        return (*database)->write(
            [&](Change& change) { return change.overrides.change_override(row); });
    };
    CHECK(change_it() == Result<std::int64_t>(2));
    CHECK(change_it().error().code == ErrorCode::conflict);
    row.head.version = 2;
    CHECK(*read() == row);
}

TEST_CASE("a serial is given once") {
    auto database = database_with_displays();
    const auto last = [&] {
        return *(*database)->read([](const View& view) { return view.overrides.last_serial(); });
    };
    CHECK(last() == 0);
    REQUIRE(add(*database, black(40, 7)));
    CHECK(last() == 7);
    CHECK(add(*database, black(41, 7)).error().code == ErrorCode::already_exists);
}

TEST_CASE("overrides reach displays by name and by place, until they run out") {
    auto database = database_with_displays();
    const OverrideRecord everywhere = black(40, 7);
    const OverrideRecord here = notice(41, 8);
    REQUIRE(add(*database, everywhere));
    REQUIRE(add(*database, here));
    const std::vector<UnitId> path{sample::market, sample::north, sample::city};
    const DisplayId one{sample::uuid(30)};
    const DisplayId other{sample::uuid(31)};
    CHECK(reaching(*database, {path, {one}}, sample::now)
          == std::vector<OverrideRecord>{everywhere, here});
    CHECK(reaching(*database, {{}, {other}}, sample::now)
          == std::vector<OverrideRecord>{everywhere});
    CHECK(reaching(*database, {{sample::city}, {}}, sample::now).empty());
    CHECK(reaching(*database, {path, {one}}, sample::now + 60s - 1us).size() == 2);
    CHECK(reaching(*database, {path, {one}}, sample::now + 60s).empty());
    CHECK(reaching(*database, {}, sample::now).empty());
}

TEST_CASE("black comes before notices, then what is newer, and the rest is left out") {
    auto database = database_with_displays();
    REQUIRE(add(*database, notice(40, 9)));
    REQUIRE(add(*database, notice(41, 10)));
    OverrideRecord dark = black(42, 3);
    dark.targets.displays.push_back(DisplayId{sample::uuid(30)});
    REQUIRE(add(*database, dark));
    const auto found = reaching(*database, {{}, {DisplayId{sample::uuid(30)}}}, sample::now, 2);
    REQUIRE(found.size() == 2);
    CHECK(found[0].serial == 3);
    CHECK(found[1].serial == 10);
}

TEST_CASE("a list of overrides shows the units of its scope") {
    auto database = database_with_displays();
    REQUIRE(add(*database, black(40, 1)));
    OverrideRecord northern = notice(41, 2);
    northern.head = sample::owned_by(sample::north);
    REQUIRE(add(*database, northern));
    const auto page_in = [&](const UnitId& unit) {
        return (*database)
            ->read([&](const View& view) { return view.overrides.overrides({{unit}}, {}); })
            ->rows;
    };
    CHECK(page_in(sample::city).size() == 2);
    CHECK(page_in(sample::north) == std::vector<OverrideRecord>{northern});
    CHECK(page_in(sample::south).empty());
}
