#include <catch2/catch.hpp>

#include "manager/reporting/play_intake.hpp"
#include "manager/reporting/play_packing.hpp"
#include "manager/reporting/play_report.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const Player device = sample::player(10);
const DisplayId screen{sample::uuid(20)};
constexpr Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 16h};

PlayedItem item(int number) {
    return {{sample::uuid(50)},
            2,
            "反诈",
            {sample::uuid(60 + number)},
            "item " + std::to_string(number),
            sample::digest(number)};
}

PlayRecord record(std::uint32_t of, Instant from, Milliseconds duration = 15s) {
    return {of, from, duration, true, ProofLevel::shown};
}

struct Room {
    Room() {
        REQUIRE(database->write([](Change& change) {
            return sample::found_city(change)
                .and_then([&] { return change.fleet.add_player(sample::player(10)); })
                .and_then([&] { return change.fleet.add_display(sample::display(20, 10)); });
        }));
    }

    std::uint64_t take(const PlaySegment& segment) { return intake.take(segment, device).value(); }

    std::vector<PlayLine> report(Interval within, const UnitId& unit = sample::city) {
        return database->read([&](const View& view) { return play_report(view, {{unit}}, within); })
            .value();
    }

    TestDatabase database;
    ManualClock clock{sample::now};
    Zoneinfo zones;
    PlayIntake intake{*database, zones, clock};
};

// Plays of 15 s without a break, from the first on, of two items in turn.
PlaySegment segment(std::uint64_t first_number, Instant from, int count) {
    PlaySegment segment{screen, first_number, {item(1), item(2)}, {}};
    for (int i = 0; i < count; ++i) {
        const auto which = static_cast<std::uint32_t>((first_number + i) % 2);
        segment.records.push_back(record(which, from + i * 15s));
    }
    return segment;
}

} // namespace

TEST_CASE("packed plays come back exactly as they were") {
    std::vector<KeyedPlay> plays{
        {7, {0, midnight, 15s, true, ProofLevel::shown}},
        {7, {0, midnight + 15s, 15s, true, ProofLevel::shown}},
        {-3, {0, midnight + 30'123'457us, 0ms, false, ProofLevel::sent}},
        {7, {0, midnight - 5s, 86'400'000ms, false, ProofLevel::shown}},
        {900'000, {0, Instant{}, 1ms, true, ProofLevel::sent}},
    };
    CHECK(unpack_plays(pack_plays(plays)).value() == plays);
    CHECK(unpack_plays(pack_plays({})).value().empty());
}

TEST_CASE("a play in a full segment costs less than six bytes") {
    std::vector<KeyedPlay> plays;
    for (int i = 0; i < 150; ++i) {
        const Instant from = midnight + i * 15s + Microseconds(i * 37 % 1000);
        plays.push_back({i % 4, record(0, from, Milliseconds(14'990 + i % 20))});
    }
    CHECK(pack_plays(plays).size() < 6 * plays.size());
}

TEST_CASE("damaged packed plays are refused, not believed") {
    const std::string packed = pack_plays({{1, record(0, midnight)}, {2, record(0, midnight)}});
    CHECK_FALSE(unpack_plays(""));
    CHECK_FALSE(unpack_plays("AgEB"));
    CHECK_FALSE(unpack_plays(packed.substr(0, packed.size() - 4)));
}

TEST_CASE("plays are summed by item and day, and a day that is cut is counted play by play") {
    Room room;
    // From a minute before midnight to a minute after it, local time.
    CHECK(room.take(segment(1, midnight - 60s, 8)) == 8);
    const auto all = room.report({midnight - 24h, midnight + 24h});
    REQUIRE(all.size() == 2);
    CHECK(all[0] == PlayLine{item(1), 4, 60s});
    CHECK(all[1] == PlayLine{item(2), 4, 60s});
    const auto today = room.report({midnight, midnight + 24h});
    CHECK(today.at(0).plays + today.at(1).plays == 4);
    const auto cut = room.report({midnight - 45s, midnight + 15s + 1us});
    CHECK(cut.at(0).plays + cut.at(1).plays == 5);
    CHECK(room.report({midnight + 60s, midnight + 24h}).empty());
    CHECK(room.report({midnight - 24h, midnight + 24h}, sample::south).empty());
}

TEST_CASE("a segment that comes again changes nothing, one that overlaps brings only what is new") {
    Room room;
    CHECK(room.take(segment(1, midnight, 10)) == 10);
    CHECK(room.take(segment(1, midnight, 10)) == 10);
    CHECK(room.take(segment(4, midnight + 45s, 3)) == 10);
    CHECK(room.take(segment(8, midnight + 105s, 5)) == 12);
    const auto lines = room.report({midnight, midnight + 24h});
    CHECK(lines.at(0).plays + lines.at(1).plays == 12);
    const auto mark = room.database->read([](const View& view) { return view.plays.mark(screen); });
    CHECK(mark.value() == JournalMark{12, 0});
}

TEST_CASE("numbers that were skipped are counted as lost") {
    Room room;
    CHECK(room.take(segment(1, midnight, 2)) == 2);
    CHECK(room.take(segment(8, midnight + 60s, 2)) == 9);
    CHECK(room.take(segment(3, midnight + 30s, 5)) == 9); // too late: they count as lost already
    const auto mark = room.database->read([](const View& view) { return view.plays.mark(screen); });
    CHECK(mark.value() == JournalMark{9, 5});
    const auto lines = room.report({midnight, midnight + 24h});
    CHECK(lines.at(0).plays + lines.at(1).plays == 4);
}

TEST_CASE("another player's display is refused and nothing of it is kept") {
    Room room;
    const auto refused = room.intake.take(segment(1, midnight, 2), sample::player(11));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::foreign_display);
    PlaySegment nowhere = segment(1, midnight, 2);
    nowhere.display = DisplayId{sample::uuid(99)};
    CHECK(room.intake.take(nowhere, device).error().code == ErrorCode::foreign_display);
    CHECK(room.report({midnight, midnight + 24h}).empty());
}

TEST_CASE("plays count for the unit the display stood in when they began") {
    Room room;
    REQUIRE(room.database->write([](Change& change) -> Status {
        Display moved = sample::display(20, 10);
        moved.head.unit = sample::south;
        moved.head.changed_at = sample::now + 30s;
        return change.fleet.change_display(moved).map([](std::int64_t) {});
    }));
    CHECK(room.take(segment(1, sample::now, 6)) == 6);
    const Interval day{sample::now - 1h, sample::now + 1h};
    const auto north = room.report(day, sample::north);
    const auto south = room.report(day, sample::south);
    CHECK(north.at(0).plays + north.at(1).plays == 2);
    CHECK(south.at(0).plays + south.at(1).plays == 4);
}
