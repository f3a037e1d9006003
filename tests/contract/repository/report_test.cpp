// Plays and uptime as the database keeps them.
#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const DisplayId screen{sample::uuid(20)};

Instant at(Seconds seconds) {
    return sample::now + seconds;
}

Interval between(Seconds from, Seconds to) {
    return {at(from), at(to)};
}

// A player in the market with one display.
std::unique_ptr<DatabaseUnderTest> with_screen() {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) {
        return change.fleet.add_player(sample::player(10)).and_then([&] {
            return change.fleet.add_display(sample::display(20, 10));
        });
    }));
    return database;
}

PlayedItem item(const std::string& name) {
    return {{sample::uuid(50)}, 2, "反诈", {sample::uuid(51)}, name, sample::digest(9)};
}

UptimeRow row(UptimeKind kind, Seconds from, Seconds to) {
    return {screen, kind, between(from, to)};
}

} // namespace

TEST_CASE("an item of plays keeps its key, and another name is another item") {
    auto database = with_screen();
    const auto key = [&](const std::string& name) {
        return (*database)->write([&](Change& change) { return change.plays.key_of(item(name)); });
    };
    const auto first = key("a");
    REQUIRE(first);
    CHECK(key("b") != first);
    CHECK(key("a") == first);
    const auto read = (*database)->read([&](const View& view) { return view.plays.item(*first); });
    REQUIRE(read);
    CHECK(*read == item("a"));
    CHECK((*database)->read([&](const View& view) { return view.plays.item(99); }).error().code
          == ErrorCode::not_found);
}

TEST_CASE("a journal's mark is zero at first and then what was set") {
    auto database = with_screen();
    const auto mark = [&] {
        return (*database)->read([](const View& view) { return view.plays.mark(screen); });
    };
    CHECK(mark() == Result<JournalMark>(JournalMark{}));
    REQUIRE((*database)->write([](Change& change) {
        return change.plays.set_mark(screen, {150, 3});
    }));
    CHECK(mark() == Result<JournalMark>(JournalMark{150, 3}));
    REQUIRE((*database)->write([](Change& change) {
        return change.plays.set_mark(screen, {300, 3});
    }));
    CHECK(mark()->number == 300);
}

TEST_CASE("packed plays come back as they were, by unit and time") {
    auto database = with_screen();
    const PackedPlays plays{screen, sample::market, 1, 2, between(0s, 30s), "cGFja2Vk"};
    // Another device in its place numbers from one again.
    const PackedPlays later{screen, sample::market, 1, 2, between(90s, 120s), "cGFja2Vk"};
    REQUIRE((*database)->write([&](Change& change) {
        return change.plays.add_packed(later).and_then(
            [&] { return change.plays.add_packed(plays); });
    }));
    const auto found = [&](const UnitId& unit, Interval within) {
        return (*database)
            ->read([&](const View& view) { return view.plays.packed({{unit}}, within); })
            .value();
    };
    CHECK(found(sample::north, between(29s, 60s)) == std::vector{plays});
    CHECK(found(sample::south, between(0s, 60s)).empty());
    CHECK(found(sample::north, between(30s, 60s)).empty());
    CHECK(found(sample::north, between(0s, 120s)) == std::vector{plays, later});
}

TEST_CASE("a day's sums add up, and days that are cut are named") {
    auto database = with_screen();
    const Interval first = between(0s, 24h);
    const Interval second = between(24h, 48h);
    REQUIRE((*database)->write([&](Change& change) -> Status {
        const auto key = change.plays.key_of(item("a"));
        for (const Interval& day : {first, second, first}) {
            const Status added =
                change.plays.add_day({screen, sample::market, day, *key, 2, Milliseconds{500}});
            if (!added) {
                return added;
            }
        }
        return {};
    }));
    REQUIRE((*database)->read([&](const View& view) -> Status {
        const Scope all{{sample::city}};
        CHECK(view.plays.day_sums(all, between(0s, 48h)).value()
              == std::vector<ItemPlays>{{1, 6, Milliseconds{1'500}}});
        CHECK(view.plays.day_sums(all, between(1s, 48h)).value()
              == std::vector<ItemPlays>{{1, 2, Milliseconds{500}}});
        CHECK(view.plays.cut_days(all, between(0s, 48h)).value().empty());
        CHECK(view.plays.cut_days(all, between(1s, 47h)).value() == std::vector{first, second});
        CHECK(view.plays.day_sums({{sample::south}}, between(0s, 48h)).value().empty());
        CHECK(view.plays.most_shown(all, first).value()
              == std::vector<UnitShown>{{sample::market, Milliseconds{1'000}}});
        CHECK(view.plays.most_shown(all, second).value()
              == std::vector<UnitShown>{{sample::market, Milliseconds{500}}});
        CHECK(view.plays.most_shown({{sample::south}}, first).value().empty());
        return {};
    }));
}

TEST_CASE("an interval that touches the last one makes it longer, and time is told of once") {
    auto database = with_screen();
    REQUIRE((*database)->write([](Change& change) -> Status {
        for (const UptimeRow& next :
             {row(UptimeKind::running, 0s, 10s), row(UptimeKind::running, 10s, 20s),
              row(UptimeKind::running, 15s, 25s), row(UptimeKind::running, 3s, 5s),
              row(UptimeKind::running, 40s, 50s), row(UptimeKind::running, 60s, 60s),
              row(UptimeKind::off, 25s, 40s), row(UptimeKind::off, 5s, 9s),
              row(UptimeKind::off, 5s, 9s)}) {
            if (const Status extended = change.uptime.extend(next); !extended) {
                return extended;
            }
        }
        return {};
    }));
    const auto rows = (*database)->read(
        [](const View& view) { return view.uptime.rows({screen}, between(0s, 100s)); });
    REQUIRE(rows);
    CHECK(*rows
          == std::vector{row(UptimeKind::off, 5s, 9s), row(UptimeKind::off, 25s, 40s),
                         row(UptimeKind::running, 0s, 25s), row(UptimeKind::running, 40s, 50s)});
    const auto some = (*database)->read(
        [](const View& view) { return view.uptime.rows({screen}, between(25s, 40s)); });
    CHECK(some.value() == std::vector{row(UptimeKind::off, 25s, 40s)});
}

TEST_CASE("the progress of an uptime journal is kept") {
    auto database = with_screen();
    const auto read = [&] {
        return (*database)->read([](const View& view) { return view.uptime.progress(screen); });
    };
    CHECK(read() == Result<UptimeProgress>(UptimeProgress{}));
    const UptimeProgress progress{{7, 1}, between(0s, 9s), true};
    REQUIRE((*database)->write(
        [&](Change& change) { return change.uptime.set_progress(screen, progress); }));
    CHECK(read() == Result<UptimeProgress>(progress));
}

TEST_CASE("a display counts for the unit it stood in at that time") {
    auto database = with_screen();
    REQUIRE((*database)->write([](Change& change) -> Status {
        Display moved = sample::display(20, 10);
        moved.head.unit = sample::south;
        moved.head.changed_at = at(100s);
        return change.fleet.change_display(moved).map([](std::int64_t) {});
    }));
    const auto places = [&](const UnitId& unit) {
        return (*database)
            ->read([&](const View& view) {
                return view.uptime.places({{unit}}, between(10s, 500s), {}, 10);
            })
            .value();
    };
    const PlayerId player{sample::uuid(10)};
    CHECK(places(sample::north)
          == std::vector{DisplayPlace{screen, player, sample::market, between(10s, 100s)}});
    CHECK(places(sample::south)
          == std::vector{DisplayPlace{screen, player, sample::south, between(100s, 500s)}});
    CHECK(places(sample::city).size() == 2);
}

TEST_CASE("runs of the manager are kept and made longer") {
    auto database = with_screen();
    const auto last = [&] {
        return (*database)
            ->read([](const View& view) { return view.uptime.last_run_end(); })
            .value();
    };
    CHECK_FALSE(last());
    for (const Interval& run : {between(0s, 10s), between(0s, 20s), between(30s, 40s)}) {
        REQUIRE((*database)->write([&](Change& change) { return change.uptime.set_run(run); }));
    }
    CHECK(last() == at(40s));
    const auto runs =
        (*database)->read([](const View& view) { return view.uptime.runs(between(19s, 31s)); });
    CHECK(runs.value() == std::vector{between(0s, 20s), between(30s, 40s)});
}
