// What keeps a player from staying down: starts counted, hangs noticed.
#include <catch2/catch.hpp>

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "player/crash_guard.hpp"
#include "player/life_guard.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const DisplayId wall{"01930000-0000-7000-8000-000000000001"};
const DisplayId ticker{"01930000-0000-7000-8000-000000000002"};

PresentationPtr presentation(std::int64_t generation, std::vector<Override> overrides = {},
                             const DisplayId& display = wall) {
    auto made = std::make_shared<Presentation>();
    made->display = display;
    made->manifest.emplace();
    made->manifest->number = {1, generation};
    made->overrides = std::move(overrides);
    return made;
}

Override override_of(OverrideAction action, std::int64_t serial) {
    Override made;
    made.id = OverrideId{"01930000-0000-7000-8000-00000000000a"};
    made.serial = serial;
    made.action = std::move(action);
    return made;
}

// A device with a disk; each life of its process is a guard.
struct Device {
    TemporaryDirectory directory;
    ManualClock clock{noon, 1'000s};
    Log log{clock, LogLevel::error, -1};
    std::string machine_boot = "boot";
    std::vector<CrashGuard::Admitted> shown;
    std::unique_ptr<CrashGuard> guard;

    void start(const PresentationPtr& held) {
        shown.clear();
        guard = std::make_unique<CrashGuard>(
            directory.path(), machine_boot, clock, log,
            [this](const CrashGuard::Admitted& admitted) { shown.push_back(admitted); });
        guard->admit(held);
    }
    void crash_after(Microseconds life) {
        clock.advance(life);
        guard.reset();
    }
    // So often that the next start is careful.
    void crash_with(const PresentationPtr& held) {
        for (int life = 0; life < limits::crash_starts_max; ++life) {
            start(held);
            REQUIRE(shows_content());
            crash_after(2s);
        }
    }
    bool shows_content() const {
        return !shown.back().put_off && shown.back().presentation->manifest.has_value();
    }
};

} // namespace

TEST_CASE("after five starts with the same content the next one shows the slate alone") {
    Device device;
    device.crash_with(presentation(3));
    device.start(presentation(3));
    CHECK_FALSE(device.shows_content());
    CHECK(device.shown.back().put_off);
    CHECK_FALSE(device.shown.back().presentation->manifest);
    CHECK(device.shown.back().presentation->display == wall);
}

TEST_CASE("other content is shown at once, also when the player was careful") {
    Device device;
    device.crash_with(presentation(3));
    device.start(presentation(3));
    device.guard->admit(presentation(4));
    CHECK(device.shows_content());
    device.crash_after(1s);
    device.start(presentation(4));
    CHECK(device.shows_content());
}

TEST_CASE("starts far apart, or after an end in order, or with changing content are no loop") {
    Device device;
    for (int life = 0; life < 20; ++life) {
        device.start(presentation(3));
        CHECK(device.shows_content());
        device.crash_after(31s);
    }
    for (int life = 0; life < 20; ++life) {
        device.start(presentation(3));
        CHECK(device.shows_content());
        device.guard->forgive();
        device.crash_after(1s);
    }
    for (std::int64_t life = 4; life < 24; ++life) {
        device.start(presentation(life));
        CHECK(device.shows_content());
        device.crash_after(1s);
    }
}

TEST_CASE("a machine that starts again is no crash, and remembers what was put off") {
    Device device;
    for (int life = 0; life < 20; ++life) {
        device.machine_boot = "boot-" + std::to_string(life);
        device.start(presentation(3));
        CHECK(device.shows_content());
        device.crash_after(1s);
    }
    device.machine_boot = "boot";
    device.crash_with(presentation(3));
    device.start(presentation(3));
    CHECK_FALSE(device.shows_content());
    device.machine_boot = "another";
    device.start(presentation(3));
    CHECK_FALSE(device.shows_content());
}

TEST_CASE("what was put off is tried again after a rest and counts as good when it holds") {
    Device device;
    device.crash_with(presentation(3));
    device.start(presentation(3));
    device.clock.advance(rest_before_trial(1) - 1s);
    device.guard->attend();
    CHECK_FALSE(device.shows_content());
    device.clock.advance(1s);
    device.guard->attend();
    CHECK(device.shows_content());
    device.clock.advance(Seconds{limits::crash_window_seconds});
    device.guard->attend();
    device.crash_after(1s);
    device.start(presentation(3));
    CHECK(device.shows_content());
}

TEST_CASE("a trial that ends the player again is followed by a longer rest") {
    Device device;
    device.crash_with(presentation(3));
    for (int times = 1; times < 6; ++times) {
        device.start(presentation(3));
        CHECK_FALSE(device.shows_content());
        device.clock.advance(rest_before_trial(times) - 1s);
        device.guard->attend();
        CHECK_FALSE(device.shows_content());
        device.clock.advance(1s);
        device.guard->attend();
        CHECK(device.shows_content());
        device.crash_after(3s);
    }
    CHECK(rest_before_trial(1) == 10min);
    CHECK(rest_before_trial(2) == 20min);
    CHECK(rest_before_trial(100) == 1h);
}

TEST_CASE("black is obeyed whatever happened, a notice that was there is put off with the rest") {
    Device device;
    const Override black = override_of(Black{}, 7);
    device.crash_with(presentation(3, {black}));
    device.start(presentation(3, {black}));
    CHECK(device.shown.back().put_off);
    CHECK(device.shown.back().presentation->overrides == std::vector{black});

    Device other;
    const Override notice = override_of(Notice{"停水通知"}, 8);
    other.crash_with(presentation(3, {notice}));
    other.start(presentation(3, {notice}));
    CHECK(other.shown.back().presentation->overrides.empty());
    const Override newer = override_of(Notice{"恢复供水"}, 9);
    other.guard->admit(presentation(3, {newer}));
    CHECK(other.shown.back().presentation->overrides == std::vector{newer});
    CHECK_FALSE(other.shown.back().presentation->manifest);
}

TEST_CASE("of two displays each has its own content put off") {
    Device device;
    for (int life = 0; life < limits::crash_starts_max; ++life) {
        device.start(presentation(3));
        device.guard->admit(presentation(9, {}, ticker));
        device.crash_after(1s);
    }
    device.start(presentation(3));
    device.guard->admit(presentation(10, {}, ticker));
    CHECK(device.shown[0].put_off);
    CHECK_FALSE(device.shown[1].put_off);
}

TEST_CASE("a player that is not enrolled yet has no content to blame") {
    Device device;
    for (int life = 0; life < 20; ++life) {
        device.start(std::make_shared<const Presentation>());
        CHECK_FALSE(device.shown.back().put_off);
        device.crash_after(1s);
    }
}

TEST_CASE("a record is read as it was written, and one that is damaged or newer is set aside") {
    StartRecord record;
    record.machine_boot = "boot";
    record.starts = {1s, 2s};
    record.shown[wall] = {"manifest/1.3", "override/x/7"};
    record.put_off[wall] = {"manifest/1.3"};
    record.times = 2;
    record.trial = true;
    CHECK(start_record_from(to_text(record)) == record);
    CHECK_FALSE(start_record_from("marquee-starts 2\nboot b\n"));
    CHECK_FALSE(start_record_from("marquee-starts 1\nstart many\n"));
    CHECK_FALSE(start_record_from(""));

    Device device;
    std::ofstream(device.directory.path() / "starts") << "no record";
    device.start(presentation(3));
    CHECK(device.shows_content());
    CHECK(std::filesystem::exists(device.directory.path() / "starts.damaged-1"));
}

TEST_CASE("a sign that stays the same is silence, time without looks is not") {
    SilenceWatch watch(100ms);
    const auto look = [&](std::optional<RenderLoop::Sign> sign, Microseconds now) {
        return watch.look(sign, now);
    };
    CHECK(look(std::nullopt, 0s) == 0us);
    CHECK(look(std::nullopt, 10s) == 0us);
    CHECK(look(RenderLoop::Sign{10s}, 10s) == 0us);
    CHECK(look(RenderLoop::Sign{10s}, 10s + 100ms) == 100ms);
    CHECK(look(RenderLoop::Sign{10s}, 10s + 200ms) == 200ms);
    CHECK(look(RenderLoop::Sign{10s}, 3'600s) == 400ms); // the process was stopped for an hour
    CHECK(look(RenderLoop::Sign{10s, true}, 3'600s + 100ms) == 500ms);
    CHECK(look(RenderLoop::Sign{3'600s}, 3'600s + 200ms) == 0us);
    CHECK(look(std::nullopt, 3'600s + 300ms) == 0us);
}

TEST_CASE(
    "a desktop may take longer than a turn of our own, most of all before the first picture") {
    const RenderLoop::Sign ours{10s, false};
    const RenderLoop::Sign theirs{10s, true};
    CHECK(patience_after(ours, true) >= Milliseconds{limits::render_stuck_ms_max});
    CHECK(patience_after(theirs, true) >= 4s); // a display that sleeps answers once a second
    CHECK(patience_after(theirs, true) >= patience_after(ours, true));
    CHECK(patience_after(theirs, false) == 30s);
    CHECK(patience_after(ours, false) == 30s);
}

namespace {

// A desktop that hangs until it is let go.
class HangingSink final : public FrameSink {
public:
    Size size() const override { return {200, 100}; }
    Status compose(const Scene&) override { return {}; }
    Status present(Instant) override {
        std::unique_lock lock(mutex_);
        ++presents_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !hangs_ || presents_ < 3; });
        return {};
    }
    void let_go() {
        const std::lock_guard lock(mutex_);
        hangs_ = false;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool hangs_ = true; // guarded by mutex_; from the third picture on
    int presents_ = 0;  // guarded by mutex_
};

class BelievedClock final : public JudgedClock {
public:
    explicit BelievedClock(const Clock& clock) : clock_(clock) {}
    PlayerClock read() const override { return {clock_.wall(), true, Microseconds{0}}; }

private:
    const Clock& clock_;
};

} // namespace

TEST_CASE("a present that hangs is noticed while it hangs, and named") {
    const SystemClock clock;
    const BelievedClock judged(clock);
    SystemSleeper sleeper;
    ScriptedSources sources;
    sources.scripts["a"].step = 20ms;
    RecordingObserver observer;
    HangingSink sink;
    Engine engine{DisplayId{"display"}, {200, 100}, sources, observer};
    RenderLoop loop{clock, judged, sleeper};
    loop.add(engine, sink, observer);
    Presentation always = showing(program_of("program", {item_named("a", 10s)}));
    always.manifest->not_after = clock.wall() + 24h;
    always.manifest->schedules[0].times = {};
    engine.show(std::make_shared<const Presentation>(always));

    const ServiceNotice nobody("");
    std::mutex mutex;
    std::optional<Hang> hang;
    Microseconds noticed{0};
    const LifeGuard guard({loop, nobody, clock, [&](const Hang& noticed_hang) {
                               const std::lock_guard lock(mutex);
                               if (!hang) {
                                   hang = noticed_hang;
                                   noticed = clock.monotonic();
                               }
                               loop.stop();
                               sink.let_go();
                           }});
    loop.run(clock.monotonic() + 60s); // long enough never to end by itself
    const std::lock_guard lock(mutex);
    REQUIRE(hang);
    CHECK(hang->in_output);
    CHECK(hang->silent >= Milliseconds{limits::render_stuck_ms_max});
    CHECK(hang->silent < 30s);
}
