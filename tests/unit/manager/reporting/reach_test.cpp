// Reachable: what the manager itself saw, and what nobody can say because no manager ran.
#include <catch2/catch.hpp>

#include "manager/fleet/reach_recorder.hpp"
#include "manager/reporting/uptime_report.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const PlayerId player{sample::uuid(10)};
const DisplayId screen{sample::uuid(20)};

Instant at(int second) {
    return sample::now + Seconds(second);
}

// One start of the manager; players call every 10 s, so 25 s of silence are too long.
struct Start {
    Start(TestDatabase& database, ManualClock& by) : clock(by), recorder(*database, presence, by) {}

    void hear() {
        Heartbeat word;
        word.player = player;
        word.boot_id = "boot";
        word.sequence = ++heard;
        presence.note(word, clock.wall(), clock.monotonic());
    }
    // Time passes, with the recorder's look at it every 5 s.
    void pass(int seconds) {
        for (int i = 0; i < seconds; i += 5) {
            clock.advance(5s);
            REQUIRE(recorder.record());
        }
    }

    ManualClock& clock;
    Presence presence{10s};
    ReachRecorder recorder;
    std::uint64_t heard = 0;
};

struct Room {
    Room() {
        REQUIRE(database->write([](Change& change) {
            return sample::found_city(change)
                .and_then([&] { return change.fleet.add_player(sample::player(10)); })
                .and_then([&] { return change.fleet.add_display(sample::display(20, 10)); });
        }));
    }

    rules::UptimeSum reachable(int from, int to) {
        const Interval within{at(from), at(to)};
        const auto record =
            database->read([&](const View& view) { return display_record(view, screen, within); });
        return rules::measure(record.value().facts, record.value().periods).reachable;
    }

    TestDatabase database;
    ManualClock clock{sample::now};
};

rules::UptimeSum sum(int up, int down, int unknown) {
    return {Seconds(up), Seconds(down), Seconds(0), Seconds(unknown)};
}

} // namespace

TEST_CASE("a player is reachable from its first word until it was silent for too long") {
    Room room;
    Start manager(room.database, room.clock);
    manager.pass(5);
    manager.hear();   // at 5
    manager.pass(10); // to 15
    manager.hear();   // at 15: silent from 40 on
    manager.pass(50); // to 65
    manager.hear();   // at 65
    manager.pass(5);  // to 70
    CHECK(room.reachable(0, 100) == sum(40, 25, 35));
}

TEST_CASE("silence between two looks of the recorder is not overlooked") {
    Room room;
    Start manager(room.database, room.clock);
    manager.hear();
    room.clock.advance(60s);
    manager.hear();
    manager.pass(5);
    CHECK(room.reachable(0, 65) == sum(30, 35, 0));
}

TEST_CASE("a player that never calls is unreachable once the manager has listened long enough") {
    Room room;
    Start manager(room.database, room.clock);
    manager.pass(60);
    CHECK(room.reachable(0, 60) == sum(0, 35, 25));
}

TEST_CASE("while no manager ran nobody can say, and a new one does not believe the old one") {
    Room room;
    {
        Start manager(room.database, room.clock);
        manager.hear();
        manager.pass(20);
        room.clock.advance(3s); // killed between two looks
    }
    room.clock.advance(100s);                 // off from 20 on, for all anybody can prove
    Start manager(room.database, room.clock); // at 123
    manager.pass(10);
    manager.hear(); // at 133
    manager.pass(10);
    CHECK(room.reachable(0, 143) == sum(30, 0, 113));
}

TEST_CASE("a manager whose clock is set back counts no time twice") {
    Room room;
    Start manager(room.database, room.clock);
    manager.hear();
    manager.pass(20);
    room.clock.step_wall(at(-100));
    manager.hear();
    manager.pass(40); // silent from -75 by the new clock
    const auto record = room.database->read([&](const View& view) {
        return display_record(view, screen, {at(0), at(60)});
    });
    const auto sums = rules::measure(record.value().facts, record.value().periods).reachable;
    CHECK(sums.up + sums.down + sums.unknown == 60s);
    CHECK(sums.up <= 20s);
}
