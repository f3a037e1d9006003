#include <catch2/catch.hpp>

#include "manager/reporting/uptime_intake.hpp"
#include "manager/reporting/uptime_report.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const Player device = sample::player(10);
const DisplayId screen{sample::uuid(20)};

Instant at(int second) {
    return sample::now + Seconds(second);
}

Interval s(int from, int to) {
    return {at(from), at(to)};
}

UptimeRecord running(int from, int to) {
    return {UptimeMeasure::running, s(from, to), "boot", true};
}
UptimeRecord showing(int from, int to) {
    return {UptimeMeasure::showing, s(from, to), "boot", true};
}
UptimeRecord off(int from, int to) {
    return {UptimeMeasure::off, s(from, to), "boot", true};
}

rules::UptimeSum sum(int up, int down, int planned_off, int unknown) {
    return {Seconds(up), Seconds(down), Seconds(planned_off), Seconds(unknown)};
}

struct Room {
    Room() {
        REQUIRE(database->write([](Change& change) {
            return sample::found_city(change)
                .and_then([&] { return change.fleet.add_player(sample::player(10)); })
                .and_then([&] { return change.fleet.add_display(sample::display(20, 10)); });
        }));
    }

    std::uint64_t take(std::uint64_t first, const std::vector<UptimeRecord>& records) {
        return intake.take({screen, first, records}, device).value();
    }

    rules::UptimeMeasures measured(Interval within) {
        const auto record =
            database->read([&](const View& view) { return display_record(view, screen, within); });
        return rules::measure(record.value().facts, record.value().periods);
    }

    TestDatabase database;
    ManualClock clock{sample::now + 1h};
    UptimeIntake intake{*database, clock};
};

} // namespace

TEST_CASE(
    "between two lives of a player it was down, and what follows the last report is unknown") {
    Room room;
    CHECK(room.take(1, {showing(5, 60), running(0, 60), showing(85, 100), running(80, 100)}) == 4);
    const auto measured = room.measured(s(0, 150));
    CHECK(measured.running == sum(80, 20, 0, 50));
    CHECK(measured.showing == sum(70, 30, 0, 50));
    CHECK(measured.reachable == sum(0, 0, 0, 150));
}

TEST_CASE("a report delivered in pieces is the same as in one") {
    Room room;
    CHECK(room.take(1, {showing(5, 30), running(0, 30)}) == 2);
    CHECK(room.measured(s(0, 60)).showing == sum(25, 5, 0, 30));
    CHECK(room.take(3, {showing(30, 60)}) == 3);
    CHECK(room.measured(s(0, 60)).showing == sum(25, 5, 0, 30)); // told of only with `running`
    CHECK(room.take(4, {running(30, 60)}) == 4);
    CHECK(room.measured(s(0, 60)).showing == sum(55, 5, 0, 0));
    const auto rows =
        room.database->read([](const View& view) { return view.uptime.rows({screen}, s(0, 60)); });
    CHECK(rows.value().size() == 2); // pieces that touch are one row
}

TEST_CASE("duplicated, reordered and stale records of uptime change nothing") {
    Room room;
    const std::vector<UptimeRecord> records{showing(5, 30), running(0, 30), running(30, 60)};
    CHECK(room.take(1, records) == 3);
    const auto before = room.measured(s(0, 100));
    CHECK(room.take(1, records) == 3);
    CHECK(room.take(2, {running(0, 30)}) == 3);
    CHECK(room.take(3, {running(90, 99)}) == 3); // another record under a number that is held
    CHECK(room.measured(s(0, 100)) == before);
    CHECK(room.take(3, {running(30, 60), running(60, 70)}) == 4);
    CHECK(room.measured(s(0, 100)).running == sum(70, 0, 0, 30));
    CHECK(room.take(5, {}) == 4);
}

TEST_CASE("time whose records were lost is unknown, not down") {
    Room room;
    CHECK(room.take(1, {running(0, 30)}) == 1);
    CHECK(room.take(5, {showing(70, 90), running(70, 90)}) == 6);
    const auto measured = room.measured(s(0, 90));
    CHECK(measured.running == sum(50, 0, 0, 40));
    CHECK(measured.showing == sum(20, 30, 0, 40));
    const auto progress =
        room.database->read([](const View& view) { return view.uptime.progress(screen); });
    CHECK(progress.value().mark == JournalMark{6, 3});
}

TEST_CASE("a life whose time nobody knows makes the gap around it unknown") {
    Room room;
    UptimeRecord nowhere = running(0, 1);
    nowhere.trusted = false;
    CHECK(room.take(1, {running(0, 30), nowhere}) == 2);
    CHECK(room.measured(s(0, 100)).running == sum(30, 0, 0, 70));
    CHECK(room.take(3, {running(50, 80), running(90, 100)}) == 4);
    CHECK(room.measured(s(0, 100)).running == sum(70, 10, 0, 20));
}

TEST_CASE("a record from the future is not believed") {
    Room room;
    const int future = 3'600 + 301;
    CHECK(room.take(1, {running(0, 30), running(30, future), running(40, 60)}) == 3);
    CHECK(room.measured(s(0, 100)).running == sum(50, 0, 0, 50));
}

TEST_CASE("a night in the dark on purpose is planned off, also while the mains were cut") {
    Room room;
    CHECK(room.take(1, {showing(0, 20), running(0, 20), off(20, 40), running(20, 40), off(40, 60),
                        showing(60, 80), running(60, 80)})
          == 7);
    const auto measured = room.measured(s(0, 80));
    CHECK(measured.running == sum(60, 0, 20, 0));
    CHECK(measured.showing == sum(40, 0, 40, 0));
}

TEST_CASE("another player's uptime is refused") {
    Room room;
    const auto refused = room.intake.take({screen, 1, {running(0, 30)}}, sample::player(11));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::foreign_display);
    CHECK(room.measured(s(0, 100)).running == sum(0, 0, 0, 100));
}

TEST_CASE("a display that moves counts in each unit for its time there, before enrolment nowhere") {
    Room room;
    CHECK(room.take(1, {showing(0, 100), running(-50, 100)}) == 2);
    REQUIRE(room.database->write([](Change& change) -> Status {
        Display moved = sample::display(20, 10);
        moved.head.unit = sample::south;
        moved.head.changed_at = at(30);
        return change.fleet.change_display(moved).map([](std::int64_t) {});
    }));
    const auto of = [&](const UnitId& unit) {
        return room.database
            ->read([&](const View& view) { return fleet_uptime(view, {{unit}}, s(-100, 120)); })
            .value();
    };
    CHECK(of(sample::north).sums.running == sum(30, 0, 0, 0));
    CHECK(of(sample::south).sums.running == sum(70, 0, 0, 20));
    CHECK(of(sample::city).sums.showing == sum(100, 0, 0, 20));
    CHECK(of(sample::city).displays == 1);
    const DisplayId unknown{sample::uuid(99)};
    const auto listed = room.database->read([&](const View& view) {
        return displays_uptime(view, {screen, unknown}, s(-100, 120));
    });
    CHECK(listed.value().displays == 1);
    CHECK(listed.value().sums == of(sample::city).sums);
}
