// What a player remembers of its own life, and how it hands it over. Clocks by hand; a crash is the
// end of a Chronicle that never got to say goodbye.
#include "player/report/chronicle.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include "schemas/model/limits.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const DisplayId screen{"01930000-0000-7000-8000-000000000001"};
constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 12h};

// Time as a player judges it: the wall clock, off by `error`, proven or not.
class JudgedByHand final : public JudgedClock {
public:
    explicit JudgedByHand(const Clock& clock) : clock_(clock) {}

    PlayerClock read() const override { return {clock_.wall() + error, trusted, {}}; }
    bool proven() const override { return is_proven; }

    Microseconds error{0};
    bool trusted = true;
    bool is_proven = true;

private:
    const Clock& clock_;
};

PlayedSpan span(Instant from, Instant to) {
    PlayedItem item;
    item.program = {"01930000-0000-7000-8000-000000000002"};
    item.revision = 1;
    item.program_name = "反诈";
    item.item = {"01930000-0000-7000-8000-000000000003"};
    item.item_name = "slogan";
    return {screen, "all", item, {from, to}, true, Rung::scheduled};
}

// A device whose disk outlives its processes.
struct Device {
    // A new process; the one before ended in order unless it crashed.
    void start() {
        life.boot_id = "boot-" + std::to_string(++starts);
        auto opened = Chronicle::open({.directory = disk.path() / "now",
                                       .life = life,
                                       .delivery_interval = 60s,
                                       .clock = clock,
                                       .judged = judged,
                                       .log = log});
        REQUIRE(opened);
        chronicle = *std::move(opened);
    }

    // SIGKILL: what is on the disk now is what there is.
    void kill() {
        const fs::path copy = disk.path() / "copy";
        fs::copy(disk.path() / "now", copy, fs::copy_options::recursive);
        chronicle.reset(); // its goodbye goes where nobody looks
        fs::remove_all(disk.path() / "now");
        fs::rename(copy, disk.path() / "now");
    }

    // The machine starts anew: its monotonic clock counts from there.
    void new_machine_boot() { life.machine_boot = "machine-" + std::to_string(starts); }

    void show(Rung rung) { chronicle->rung_changed(screen, rung, clock.wall()); }
    void pass(Seconds time) {
        for (Seconds beat = 5s; time > 0s; time -= beat) {
            clock.advance(std::min(beat, time));
            chronicle->beat();
        }
    }

    // Everything there is, acknowledged.
    std::vector<UptimeRecord> deliver() {
        std::vector<UptimeRecord> all;
        while (const auto segment = chronicle->uptime_due()) {
            REQUIRE(segment->display == screen);
            CHECK(segment->first_number == held + 1);
            held += segment->records.size();
            all.insert(all.end(), segment->records.begin(), segment->records.end());
            chronicle->uptime_held(screen, held);
        }
        return all;
    }

    TemporaryDirectory disk;
    ManualClock clock{noon, 1000s};
    JudgedByHand judged{clock};
    Log log{clock, LogLevel::error, STDERR_FILENO};
    Life life{"", "machine"};
    int starts = 0;
    std::uint64_t held = 0;
    std::unique_ptr<Chronicle> chronicle;
};

UptimeRecord record(UptimeMeasure measure, Seconds from, Seconds to, const std::string& boot) {
    return {measure, {noon + from, noon + to}, boot, true};
}

constexpr auto running = UptimeMeasure::running;
constexpr auto showing = UptimeMeasure::showing;
constexpr auto off = UptimeMeasure::off;

} // namespace

TEST_CASE("slate, showing and planned darkness become intervals that meet without a gap") {
    Device device;
    device.start();
    device.show(Rung::slate);
    device.pass(10s);
    device.show(Rung::scheduled);
    device.pass(20s);
    device.show(Rung::filler); // still showing
    device.pass(5s);
    device.show(Rung::off);
    device.pass(30s);
    device.show(Rung::black); // still dark on purpose
    device.pass(5s);
    device.show(Rung::notice);
    device.pass(5s);
    device.show(Rung::last_good); // past its end: not showing
    device.pass(5s);
    CHECK(device.deliver()
          == std::vector{record(running, 0s, 10s, "boot-1"), record(showing, 10s, 35s, "boot-1"),
                         record(running, 10s, 35s, "boot-1"), record(off, 35s, 70s, "boot-1"),
                         record(running, 35s, 70s, "boot-1"), record(showing, 70s, 75s, "boot-1"),
                         record(running, 70s, 75s, "boot-1"), record(running, 75s, 80s, "boot-1")});
}

TEST_CASE("a sink that fails is not showing until a frame is presented again") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(10s);
    device.chronicle->sink_failed(screen, {}, {});
    device.chronicle->sink_failed(screen, {}, {});
    device.pass(10s);
    PresentedFrame frame;
    frame.display = screen;
    device.chronicle->frame_presented(frame);
    device.chronicle->frame_presented(frame);
    device.pass(10s);
    CHECK(device.deliver()
          == std::vector{record(showing, 0s, 10s, "boot-1"), record(running, 0s, 10s, "boot-1"),
                         record(running, 10s, 20s, "boot-1"), record(showing, 20s, 30s, "boot-1"),
                         record(running, 20s, 30s, "boot-1")});
}

TEST_CASE("a killed player ran until its last mark of life") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(20s);
    device.clock.advance(3s); // between two marks
    device.kill();
    device.clock.advance(60s);
    device.start(); // at 83
    device.show(Rung::scheduled);
    device.pass(5s);
    CHECK(device.deliver()
          == std::vector{record(showing, 0s, 20s, "boot-1"), record(running, 0s, 20s, "boot-1"),
                         record(showing, 83s, 88s, "boot-2"), record(running, 83s, 88s, "boot-2")});
}

TEST_CASE("an orderly end is known to the moment") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(20s);
    device.clock.advance(3s);
    device.chronicle.reset();
    device.clock.advance(60s);
    device.start();
    device.show(Rung::slate);
    device.pass(5s);
    const auto records = device.deliver();
    REQUIRE(records.size() == 3);
    CHECK(records[0] == record(showing, 0s, 23s, "boot-1"));
    CHECK(records[2] == record(running, 83s, 88s, "boot-2"));
}

TEST_CASE(
    "a power cut, and a machine that wakes up in 1970: all is placed when the time is known") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(30s);
    device.kill();
    device.clock.advance(100s);
    device.new_machine_boot();
    device.judged.error = -20'000h;
    device.judged.trusted = false;
    device.judged.is_proven = false;
    device.start(); // at 130, and knows nothing of it
    device.show(Rung::slate);
    device.pass(10s);
    device.show(Rung::scheduled);
    device.pass(10s);
    device.kill(); // the process only: the machine goes on
    device.clock.advance(10s);
    device.start(); // at 160
    device.show(Rung::scheduled);
    device.pass(10s);
    device.judged.error = 0s; // a token came
    device.judged.trusted = true;
    device.judged.is_proven = true;
    device.pass(5s);
    CHECK(
        device.deliver()
        == std::vector{record(showing, 0s, 30s, "boot-1"), record(running, 0s, 30s, "boot-1"),
                       record(running, 130s, 140s, "boot-2"), record(showing, 140s, 150s, "boot-2"),
                       record(running, 140s, 150s, "boot-2"), record(showing, 160s, 175s, "boot-3"),
                       record(running, 160s, 175s, "boot-3")});
}

TEST_CASE("a machine that never learnt the time before a power cut says so") {
    Device device;
    device.judged.error = -20'000h;
    device.judged.trusted = false;
    device.judged.is_proven = false;
    device.start();
    device.show(Rung::scheduled);
    device.pass(10s);
    device.kill();
    device.new_machine_boot();
    device.judged.error = 0s;
    device.judged.trusted = true;
    device.judged.is_proven = true;
    device.start();
    const auto records = device.deliver();
    REQUIRE(records.size() >= 2);
    CHECK_FALSE(records[0].trusted);
    CHECK_FALSE(records[1].trusted);
    CHECK(records[1].interval.to - records[1].interval.from == 10s);
}

TEST_CASE("a correction of the clock neither doubles time nor leaves a hole") {
    Device device;
    device.judged.is_proven = false; // plausible, but an hour fast
    device.judged.error = 1h;
    device.start();
    device.show(Rung::slate);
    device.pass(10s);
    device.show(Rung::scheduled);
    device.pass(10s);
    device.judged.is_proven = true;
    device.judged.error = 0s;
    device.pass(5s);
    device.show(Rung::slate);
    device.judged.error = -2ms; // the next token says a little less
    device.pass(5s);
    const auto records = device.deliver();
    REQUIRE(records.size() == 4);
    CHECK(records[0].interval.to == records[1].interval.from);
    CHECK(records[2].interval.to == records[3].interval.from);
    CHECK(records[1].interval == records[2].interval);
    CHECK(records[0].interval.from == noon - 2ms);
    CHECK(records[3].interval.to == noon + 30s - 2ms);
}

TEST_CASE("what is not acknowledged is delivered again, under the same numbers") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(10s);
    const auto first = device.chronicle->uptime_due();
    REQUIRE(first);
    CHECK(device.chronicle->uptime_due() == first);
    device.kill();
    device.start();
    const auto again = device.chronicle->uptime_due();
    REQUIRE(again);
    CHECK(again->first_number == 1);
    REQUIRE(again->records.size() >= first->records.size());
    for (std::size_t i = 0; i < first->records.size(); ++i) {
        CHECK(again->records[i] == first->records[i]);
    }
}

TEST_CASE("uptime is due once in a delivery interval, and nothing is due without a display") {
    Device device;
    device.start();
    CHECK_FALSE(device.chronicle->uptime_due());
    CHECK_FALSE(device.chronicle->plays_due());
    device.show(Rung::scheduled);
    device.pass(10s);
    CHECK(device.deliver().size() == 2);
    device.pass(55s);
    CHECK(device.deliver().empty());
    device.pass(5s);
    CHECK(device.deliver()
          == std::vector{record(showing, 10s, 70s, "boot-1"), record(running, 10s, 70s, "boot-1")});
}

TEST_CASE("plays are due after the interval, or at once when there are enough for a segment") {
    Device device;
    device.start();
    device.chronicle->item_ended(span(noon, noon + 15s + 600us));
    const auto first = device.chronicle->plays_due();
    REQUIRE(first);
    CHECK(first->records.size() == 1);
    CHECK(first->records[0].duration == 15'001ms);
    device.chronicle->plays_held(screen, 1);
    device.chronicle->item_ended(span(noon, noon + 15s));
    CHECK_FALSE(device.chronicle->plays_due());
    device.clock.advance(60s);
    CHECK(device.chronicle->plays_due()->first_number == 2);
    device.chronicle->plays_held(screen, 2);
    for (std::size_t i = 0; i < limits::journal_file_records_max; ++i) {
        device.chronicle->item_ended(span(noon, noon + 15s));
    }
    CHECK(device.chronicle->plays_due()->first_number == 3);
}

TEST_CASE("a display that nobody named yet leaves no record") {
    Device device;
    device.start();
    device.chronicle->rung_changed({}, Rung::slate, noon);
    PlayedSpan nameless = span(noon, noon + 1s);
    nameless.display = {};
    device.chronicle->item_ended(nameless);
    device.pass(10s);
    CHECK_FALSE(device.chronicle->uptime_due());
    CHECK_FALSE(device.chronicle->plays_due());
}

TEST_CASE("off hours in which the mains were cut are planned darkness, once the time is proven") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(30s);
    device.kill();
    device.clock.advance(2h);
    device.new_machine_boot();
    device.judged.is_proven = false;
    device.judged.error = -1h; // a cheap clock that stood still for a while
    device.start();            // at 12:00:30 + 2 h
    Presentation planned;
    planned.display = screen;
    planned.manifest.emplace();
    planned.manifest->not_after = noon + 24h * 30;
    planned.manifest->off_hours.push_back({});
    planned.manifest->off_hours.back().windows = {{{12 * 3600 + 1800}, {13 * 3600}}};
    device.chronicle->know(std::make_shared<const Presentation>(planned));
    device.show(Rung::scheduled);
    device.pass(10s);
    device.judged.is_proven = true;
    device.judged.error = 0s;
    CHECK(device.deliver()
          == std::vector{record(showing, 0s, 30s, "boot-1"), record(running, 0s, 30s, "boot-1"),
                         record(off, 1800s, 3600s, "boot-1"),
                         record(showing, 7230s, 7240s, "boot-2"),
                         record(running, 7230s, 7240s, "boot-2")});
}

TEST_CASE("a display of an earlier enrolment is not due any more, nor remembered") {
    Device device;
    device.start();
    device.show(Rung::scheduled);
    device.pass(10s);
    REQUIRE(device.chronicle->uptime_due());
    device.chronicle->disowned(screen);
    CHECK_FALSE(device.chronicle->uptime_due());
    device.pass(5s);
    device.kill();
    device.start();
    CHECK_FALSE(device.chronicle->uptime_due());
}
