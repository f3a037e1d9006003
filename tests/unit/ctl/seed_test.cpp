#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "ctl/invented_city.hpp"
#include "manager/sql/sql_database.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/unit/ctl/command_line.hpp"

using namespace marquee;
using namespace marquee::ctl;

TEST_CASE(
    "an invented city has as many units and displays as wanted, each with a name of its own") {
    for (const auto& [units, displays] : {std::pair(1, 3), std::pair(2, 0), std::pair(9, 9),
                                          std::pair(772, 10'000), std::pair(10'000, 200)}) {
        const InventedCity city = invent_city(units, displays);
        REQUIRE(city.units.size() == static_cast<std::size_t>(units));
        REQUIRE(city.displays.size() == static_cast<std::size_t>(displays));
        std::set<std::string> names;
        for (std::size_t i = 0; i < city.units.size(); ++i) {
            CHECK(city.units[i].parent <= i);
            names.insert(city.units[i].name);
        }
        CHECK(names.size() == city.units.size());
        names.clear();
        for (const InventedDisplay& display : city.displays) {
            REQUIRE(display.unit < city.units.size());
            CHECK(display.size.empty() == (display.kind == DisplayKind::loudspeaker));
            CHECK(std::is_sorted(display.tags.begin(), display.tags.end()));
            names.insert(display.title);
        }
        CHECK(names.size() == city.displays.size());
    }
}

TEST_CASE("seed fills an organisation that has no displays, once, and says so") {
    const TemporaryDirectory directory;
    const std::string state = (directory.path() / "state").string();
    REQUIRE(said({"setup", "--state-dir", state, "--credentials",
                  (directory.path() / "credentials").string()})
                .exit
            == ExitCode::ok);
    const auto seed = [&] {
        return said({"seed", "--state-dir", state, "--units", "40", "--displays", "300"});
    };
    const Outcome made = seed();
    REQUIRE(made.exit == ExitCode::ok);
    CHECK(contains(made.out, "40 units and 300 displays"));
    const Outcome again = seed();
    CHECK(again.exit == ExitCode::runtime);
    CHECK(contains(again.err, "has 300 displays"));

    const auto database =
        manager::sql::SqlDatabase::open({.file = directory.path() / "state/marquee.sqlite"}, {});
    REQUIRE(database);
    const auto census = (*database)->read([](const manager::View& view) {
        return view.fleet.census(view.fleet.organisation()->root, {});
    });
    REQUIRE(census);
    CHECK(census->screens.displays + census->loudspeakers.displays == 300);
    CHECK(census->loudspeakers.displays == 30); // two of twenty
}

TEST_CASE("seed wants an organisation, and sane numbers") {
    const TemporaryDirectory directory;
    const std::string state = (directory.path() / "state").string();
    CHECK(said({"seed", "--state-dir", state}).exit == ExitCode::runtime);
    CHECK(said({"seed", "--state-dir", state, "--units", "0"}).exit == ExitCode::usage);
    CHECK(said({"seed", "--state-dir", state, "--displays", "1000000"}).exit == ExitCode::usage);
}
