#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

TEST_CASE("an organisation is founded once") {
    auto database = empty_database();
    const auto organisation = [&] {
        return (*database)->read([](const View& view) { return view.fleet.organisation(); });
    };
    CHECK(organisation().error().code == ErrorCode::not_found);
    REQUIRE((*database)->write(sample::found_city));
    REQUIRE(organisation());
    CHECK(organisation()->root == sample::city);
    CHECK(organisation()->name == "光明市");
    CHECK((*database)->write(sample::found_city).error().code == ErrorCode::already_exists);
    Organisation changed = *organisation();
    changed.epoch = 2;
    REQUIRE((*database)->write(
        [&](Change& change) { return change.fleet.change_organisation(changed); }));
    CHECK(*organisation() == changed);
}

TEST_CASE("a unit knows its path from itself to the root") {
    auto database = city_database();
    const auto path =
        (*database)->read([](const View& view) { return view.fleet.unit_path(sample::market); });
    REQUIRE(path);
    CHECK(*path == std::vector<UnitId>{sample::market, sample::north, sample::city});
    CHECK((*database)
              ->read([](const View& view) { return view.fleet.unit_path(UnitId{"nowhere"}); })
              .error()
              .code
          == ErrorCode::not_found);
}

TEST_CASE("a list of units is a subtree") {
    auto database = city_database();
    const auto count = [&](const UnitId& top) {
        return (*database)
            ->read([&](const View& view) { return view.fleet.units({{top}}, {}); })
            ->rows.size();
    };
    CHECK(count(sample::city) == 4);
    CHECK(count(sample::north) == 2);
    CHECK(count(sample::market) == 1);
}

TEST_CASE("a unit needs a parent that exists and keeps it") {
    auto database = city_database();
    const auto orphan = (*database)->write([](Change& change) {
        return change.fleet.add_unit(
            sample::unit(UnitId{sample::uuid(9)}, UnitId{sample::uuid(8)}, "x"));
    });
    CHECK(orphan.error().code == ErrorCode::invalid_reference);
    const auto rename = [&](const UnitId& parent) {
        return (*database)->write([&](Change& change) {
            return change.fleet.change_unit(sample::unit(sample::market, parent, "大集市"));
        });
    };
    CHECK(rename(sample::south).error().code == ErrorCode::wrong_state);
    CHECK(rename(sample::north) == Result<std::int64_t>(2));
}

TEST_CASE("the tree of units has a greatest depth") {
    auto database = city_database();
    const auto deepest = (*database)->write([](Change& change) -> Status {
        UnitId parent = sample::market;
        for (int number = 100; number < 100 + static_cast<int>(limits::unit_depth_max); ++number) {
            const UnitId id{sample::uuid(number)};
            if (Status added = change.fleet.add_unit(sample::unit(id, parent, "x")); !added) {
                return added;
            }
            parent = id;
        }
        return {};
    });
    CHECK(deepest.error().code == ErrorCode::out_of_range);
}

TEST_CASE("a unit that owns something or has children is not removed") {
    auto database = city_database();
    const auto remove = [&](const UnitId& id) {
        return (*database)->write([&](Change& change) { return change.fleet.remove_unit(id, 1); });
    };
    CHECK(remove(sample::north).error().code == ErrorCode::wrong_state);
    REQUIRE((*database)->write([](Change& change) {
        return change.content.add_slogan(sample::slogan(10, sample::south));
    }));
    CHECK(remove(sample::south).error().code == ErrorCode::wrong_state);
    CHECK(remove(sample::market));
    CHECK(remove(sample::north));
}

TEST_CASE("a player and its displays are read as they were written") {
    auto database = city_database();
    Player player = sample::player(30);
    player.retired_at = sample::now + 1us;
    Display screen = sample::display(31, 30);
    screen.time_zone = "Asia/Urumqi";
    screen.wall = DisplayWall{"北墙", {{3840, 64}, 1920, 0}};
    screen.panel = {2'500, 8'000};
    Display horn = sample::display(32, 30);
    horn.kind = DisplayKind::loudspeaker;
    horn.size = {};
    horn.tags = {};
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.fleet.add_player(player)
            .and_then([&] { return change.fleet.add_display(horn); })
            .and_then([&] { return change.fleet.add_display(screen); });
    }));
    CHECK(*(*database)->read([&](const View& view) { return view.fleet.player(player.id); })
          == player);
    const auto displays =
        (*database)->read([&](const View& view) { return view.fleet.displays_of(player.id); });
    REQUIRE(displays);
    CHECK(*displays == std::vector<Display>{screen, horn});
    screen.tags = {"outdoor"};
    REQUIRE(
        (*database)->write([&](Change& change) { return change.fleet.change_display(screen); }));
    CHECK((*database)->read([&](const View& view) { return view.fleet.display(screen.id); })->tags
          == screen.tags);
}

TEST_CASE("two displays of a player do not share a name") {
    auto database = city_database();
    const auto added = (*database)->write([](Change& change) -> Status {
        Display second = sample::display(32, 30);
        second.name = sample::display(31, 30).name;
        return change.fleet.add_player(sample::player(30))
            .and_then([&] { return change.fleet.add_display(sample::display(31, 30)); })
            .and_then([&] { return change.fleet.add_display(second); });
    });
    CHECK(added.error().code == ErrorCode::already_exists);
    CHECK((*database)
              ->read([](const View& view) { return view.fleet.player(PlayerId{sample::uuid(30)}); })
              .error()
              .code
          == ErrorCode::not_found);
}

TEST_CASE("an enrolment ticket is spent once, in time, and by its secret only") {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) -> Status {
        return change.fleet.add_ticket(sample::ticket(70)).and_then([&] {
            return change.fleet.add_player(sample::player(30));
        });
    }));
    const PlayerId player{sample::uuid(30)};
    const auto spend = [&](int secret, Instant at) {
        return (*database)->write([&](Change& change) {
            return change.fleet.spend_ticket(sample::digest(secret), player, at);
        });
    };
    CHECK(spend(71, sample::now).error().code == ErrorCode::not_found);
    CHECK(spend(70, sample::now + 24h).error().code == ErrorCode::expired);
    const auto spent = spend(70, sample::now + 24h - 1us);
    REQUIRE(spent);
    CHECK(spent->head.unit == sample::market);
    CHECK(spent->player == player);
    CHECK(spend(70, sample::now).error().code == ErrorCode::token_spent);
    CHECK(*(*database)->read([&](const View& view) { return view.fleet.ticket(spent->id); })
          == *spent);
}

TEST_CASE("the wanted manifest of a display only moves forward") {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) -> Status {
        return change.fleet.add_player(sample::player(30)).and_then([&] {
            return change.fleet.add_display(sample::display(31, 30));
        });
    }));
    WantedManifest manifest;
    manifest.display = DisplayId{sample::uuid(31)};
    manifest.content_sha256 = sample::digest(5);
    manifest.envelope_sha256 = sample::digest(6);
    manifest.envelope_size_bytes = 1234;
    manifest.issued_at = sample::now;
    manifest.not_after = sample::now + 24h;
    const auto want = [&](std::int64_t epoch, std::int64_t generation) {
        manifest.number = {epoch, generation};
        return (*database)->write([&](Change& change) { return change.fleet.want(manifest); });
    };
    CHECK(want(1, 7));
    CHECK(want(1, 7).error().code == ErrorCode::stale_generation);
    CHECK(want(1, 8));
    CHECK(want(2, 1));
    CHECK(want(1, 9).error().code == ErrorCode::stale_generation);
    manifest.number = {2, 1};
    CHECK(*(*database)->read([&](const View& view) { return view.fleet.wanted(manifest.display); })
          == manifest);
    std::vector<DisplayId> many{manifest.display};
    for (int i = 0; i < 1'200; ++i) {
        many.push_back(DisplayId{sample::uuid(2'000 + i)}); // unknown, or without one
    }
    CHECK((*database)->read([&](const View& view) { return view.fleet.wanted_of(many); })
          == std::vector{manifest});
    CHECK((*database)->read([&](const View& view) { return view.fleet.wanted_of({}); })->empty());
    manifest.display = DisplayId{sample::uuid(39)};
    CHECK(want(3, 1).error().code == ErrorCode::invalid_reference);
}

TEST_CASE("many displays are read at once, by place and by name, with their tags and manifests") {
    auto database = city_database();
    WantedManifest held;
    held.display = DisplayId{sample::uuid(31)};
    held.number = {1, 7};
    held.envelope_size_bytes = 1234;
    held.issued_at = sample::now;
    held.not_after = sample::now + 24h;
    std::vector<Display> rows{sample::display(31, 30), sample::display(32, 30),
                              sample::display(33, 30)};
    rows[0].head.unit = sample::market;
    rows[0].tags = {"LED", "户外"};
    rows[0].wall = DisplayWall{"", {{3840, 1080}, 1920, 0}};
    rows[1].title.clear();
    rows[1].head.unit = sample::south;
    rows[1].name = "second";
    rows[1].tags = {"LED"};
    rows[2].head.unit = sample::south;
    rows[2].name = "third";
    rows[2].tags = {};
    REQUIRE((*database)->write([&](Change& change) -> Status {
        Status status = change.fleet.add_player(sample::player(30));
        for (const Display& row : rows) {
            status = status.and_then([&] { return change.fleet.add_display(row); });
        }
        return status.and_then([&] { return change.fleet.want(held); });
    }));
    const auto sites = [&](const std::vector<UnitId>& units,
                           const std::vector<DisplayId>& displays) {
        return (*database)
            ->read([&](const View& view) { return view.fleet.display_sites(units, displays); })
            .value();
    };
    const DisplayId third{sample::uuid(33)};
    const auto all = sites({sample::market, sample::city}, {third, DisplayId{"nobody"}});
    REQUIRE(all.size() == 3);
    CHECK(all[0]
          == DisplaySite{rows[0].id, sample::market, rows[0].player, rows[0].kind, rows[0].size,
                         rows[0].time_zone, rows[0].volume_percent, rows[0].tags, held,
                         rows[0].title, rows[0].wall->place});
    CHECK(all[1].title == rows[1].name);
    CHECK_FALSE(all[1].wall);
    CHECK(all[1].tags == rows[1].tags);
    CHECK(all[2].tags.empty());
    CHECK_FALSE(all[2].held);
    CHECK(sites({sample::north}, {}).size() == 1);
    CHECK(sites({sample::north}, {third}).size() == 2);
    CHECK(sites({}, {third}).front().unit == sample::south);
    CHECK(sites({}, {}).empty());
}

TEST_CASE("the whole tree, and which of some players can do what") {
    auto database = city_database();
    Player able = sample::player(30);
    able.software.capabilities = {"schedule.day_rules", "schedule.levels"};
    Player old = sample::player(40);
    old.software.capabilities = {};
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.fleet.add_player(able).and_then([&] { return change.fleet.add_player(old); });
    }));
    const auto units =
        (*database)->read([](const View& view) { return view.fleet.unit_places(); }).value();
    CHECK(units.size() == 4);
    CHECK(std::count(units.begin(), units.end(), UnitPlace{sample::market, sample::north, "集市"})
          == 1);
    CHECK(std::count(units.begin(), units.end(), UnitPlace{sample::city, {}, "光明市"}) == 1);
    const auto announced = [&](const std::vector<std::string>& capabilities,
                               const std::vector<PlayerId>& players) {
        return (*database)
            ->read([&](const View& view) { return view.fleet.announced(capabilities, players); })
            .value();
    };
    const std::vector<Ability> levels{{able.id, "schedule.levels"}};
    CHECK(announced({"schedule.levels", "other"}, {able.id, old.id}) == levels);
    CHECK(announced({"schedule.levels"}, {old.id}).empty());
    CHECK(announced({}, {able.id}).empty());
}

TEST_CASE("the displays below a unit are counted by what their players can do") {
    auto database = city_database();
    Player able = sample::player(30);
    able.software.capabilities = {"video", "video.hevc", "video.h264"};
    Player old = sample::player(40, sample::south);
    old.software.capabilities = {"video"};
    old.software.formats = {"video.hevc"}; // a name among the formats is no capability
    Display horn = sample::display(53, 40, sample::south);
    horn.kind = DisplayKind::loudspeaker;
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.fleet.add_player(able)
            .and_then([&] { return change.fleet.add_player(old); })
            .and_then([&] { return change.fleet.add_display(sample::display(50, 30)); })
            .and_then([&] { return change.fleet.add_display(sample::display(51, 30)); })
            .and_then(
                [&] { return change.fleet.add_display(sample::display(52, 40, sample::south)); })
            .and_then([&] { return change.fleet.add_display(horn); });
    }));
    const auto census = [&](const UnitId& unit, const std::vector<std::string>& capabilities) {
        return (*database)
            ->read([&](const View& view) { return view.fleet.census(unit, capabilities); })
            .value();
    };
    CHECK(census(sample::city, {"video", "video.hevc"}) == DisplayCensus{{3, {3, 2}}, {1, {1, 0}}});
    CHECK(census(sample::north, {"video.hevc"}) == DisplayCensus{{2, {2}}, {0, {0}}});
    CHECK(census(sample::south, {}) == DisplayCensus{{1, {}}, {1, {}}});
    CHECK(census(UnitId{sample::uuid(99)}, {"video"}) == DisplayCensus{{0, {0}}, {0, {0}}});
}

TEST_CASE("transitions of an interval start with the state in force at its beginning") {
    auto database = city_database();
    const PlayerId player{sample::uuid(30)};
    const auto at = [](int hour) { return sample::now + std::chrono::hours{hour}; };
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.fleet.add_player(sample::player(30))
            .and_then([&] {
                return change.fleet.add_transition({player, at(1), Reach::reachable});
            })
            .and_then([&] {
                return change.fleet.add_transition({player, at(3), Reach::unreachable});
            })
            .and_then([&] {
                return change.fleet.add_transition({player, at(5), Reach::reachable});
            });
    }));
    const auto hours = [&](int from, int to) {
        std::vector<Instant> instants;
        const auto rows = (*database)->read([&](const View& view) {
            return view.fleet.transitions(player, {at(from), at(to)});
        });
        for (const ReachTransition& row : *rows) {
            instants.push_back(row.at);
        }
        return instants;
    };
    CHECK(hours(0, 9) == std::vector<Instant>{at(1), at(3), at(5)});
    const auto last = (*database)->read([&](const View& view) {
        return view.fleet.last_transitions({player, PlayerId{sample::uuid(31)}});
    });
    CHECK(last == std::vector{ReachTransition{player, at(5), Reach::reachable}});
    CHECK(hours(4, 5) == std::vector<Instant>{at(3)});
    CHECK(hours(3, 6) == std::vector<Instant>{at(3), at(5)});
    CHECK(hours(0, 1).empty());
    const auto unknown = (*database)->write([&](Change& change) {
        return change.fleet.add_transition({PlayerId{"x"}, at(1), Reach::reachable});
    });
    CHECK(unknown.error().code == ErrorCode::invalid_reference);
}

TEST_CASE("where a display stands is kept, changed and forgotten") {
    auto database = city_database();
    Display row = sample::display(31, 30);
    row.position = Position{121'500'001, -28'250'000};
    REQUIRE((*database)->write([&](Change& change) {
        return change.fleet.add_player(sample::player(30)).and_then([&] {
            return change.fleet.add_display(row);
        });
    }));
    const auto kept = [&] {
        return (*database)
            ->read([&](const View& view) { return view.fleet.display(row.id); })
            ->position;
    };
    CHECK(kept() == row.position);
    row.position = std::nullopt;
    REQUIRE((*database)->write([&](Change& change) { return change.fleet.change_display(row); }));
    CHECK_FALSE(kept());
}

TEST_CASE("there is one map of districts, and no version of it comes twice") {
    auto database = city_database();
    const auto put = [&](const std::string& text, Instant now) {
        return *(*database)->write(
            [&](Change& change) { return change.fleet.put_district_map(text, now); });
    };
    const auto map = [&] {
        return (*database)->read([](const View& view) { return view.fleet.district_map(); });
    };
    CHECK(map().error().code == ErrorCode::not_found);
    CHECK(put("{}", sample::now) == 1);
    CHECK(put("{ }", sample::now + Seconds{1}) == 2);
    CHECK(*map() == DistrictMap{"{ }", 2, sample::now + Seconds{1}});
    for (int i = 0; i < 2; ++i) { // the second time there is none
        REQUIRE(
            (*database)->write([](Change& change) { return change.fleet.remove_district_map(); }));
        CHECK(map().error().code == ErrorCode::not_found);
    }
    CHECK(put("{}", sample::now) == 3);
}
