#include "player/playout/render_loop.hpp"

#include <catch2/catch.hpp>

#include <utility>

#include "tests/fakes/manual_clock.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// Remembers when what was presented; fails on request.
class ScriptedSink final : public FrameSink {
public:
    explicit ScriptedSink(const Clock& clock) : clock_(clock) {}

    Size size() const override { return {200, 100}; }
    Status compose(const Scene&) override {
        ++composed;
        return fails ? Status{fail(ErrorCode::io_failed, "scripted")} : Status{};
    }
    Status present(Instant at) override {
        presents.push_back({at, clock_.wall()});
        return {};
    }
    SinkEvent attend() override {
        return closed                       ? SinkEvent::closed
               : std::exchange(lost, false) ? SinkEvent::lost
                                            : SinkEvent::none;
    }

    bool fails = false;
    bool closed = false;
    bool lost = false;
    int composed = 0;
    std::vector<std::pair<Instant, Instant>> presents; // made for, shown at

private:
    const Clock& clock_;
};

class ManualJudgedClock final : public JudgedClock {
public:
    explicit ManualJudgedClock(const Clock& clock) : clock_(clock) {}
    PlayerClock read() const override { return {clock_.wall(), true, Microseconds{0}}; }

private:
    const Clock& clock_;
};

struct LoopRig {
    ManualClock clock{noon, 5s};
    ManualSleeper sleeper{clock};
    ManualJudgedClock judged{clock};
    ScriptedSources sources;
    RecordingObserver observer;
    ScriptedSink sink{clock};
    Engine engine{DisplayId{"display"}, {200, 100}, sources, observer};
    RenderLoop loop{clock, judged, sleeper};

    LoopRig() {
        loop.add(engine, sink, observer);
        sources.scripts["a"].step = Microseconds{1'000'000 / 60};
        engine.show(std::make_shared<const Presentation>(
            showing(program_of("program", {item_named("a", 10s), item_named("b", 10s)}))));
    }
    void run_for(Microseconds time) { loop.run(clock.monotonic() + time); }
};

} // namespace

TEST_CASE("every frame is presented at its instant, neither before nor after") {
    LoopRig rig;
    rig.run_for(5s);
    CHECK(rig.sink.presents.size() >= 299);
    CHECK(rig.sink.presents.size() <= 301);
    for (const auto& [made_for, shown_at] : rig.sink.presents) {
        CHECK(made_for == shown_at);
    }
    for (const PresentedFrame& frame : rig.observer.frames) {
        CHECK(frame.late == 0us);
        CHECK_FALSE(frame.missed);
    }
}

TEST_CASE("an idle display is not presented and the end closes all plays") {
    LoopRig rig;
    rig.run_for(19s);
    const auto frames = rig.sink.presents.size();
    CHECK(frames >= 599);
    CHECK(frames <= 602); // ten seconds of a, one frame of b
    REQUIRE(rig.observer.ended.size() == 2);
    CHECK(rig.observer.ended[1].item.item_name == "b");
}

TEST_CASE("behind a failed sink everything goes on unseen, and the loss is told once") {
    LoopRig rig;
    rig.sink.fails = true;
    rig.run_for(3500ms);
    CHECK(rig.sink.presents.empty());
    CHECK(rig.observer.frames.empty());
    CHECK(rig.observer.started.empty());
    REQUIRE(rig.observer.sink_errors.size() == 1);
    CHECK(rig.observer.sink_errors[0].what == "scripted");
    CHECK(rig.sink.composed > 150); // what moves is tried with every frame
    rig.sink.fails = false;
    rig.run_for(1s);
    REQUIRE_FALSE(rig.sink.presents.empty());
    CHECK(rig.sink.presents[0].second <= noon + 3540ms);
    REQUIRE(rig.observer.started.size() == 1);
    CHECK(rig.observer.started[0].interval.from >= noon + 3500ms);
}

TEST_CASE("a still picture behind a failed sink is tried again every half second") {
    LoopRig rig;
    rig.sources.scripts["a"].step = 0us;
    rig.sink.fails = true;
    rig.run_for(4900ms);
    CHECK(rig.sink.composed == 1 + 9);
    rig.sink.fails = false;
    rig.run_for(600ms);
    CHECK(rig.sink.presents.size() == 1);
}

TEST_CASE(
    "an output lost while nothing moves ends the play and comes back with the whole picture") {
    LoopRig rig;
    rig.sources.scripts["a"].step = 0us;
    rig.run_for(2s);
    REQUIRE(rig.sink.presents.size() == 1);
    rig.sink.lost = true;
    rig.sink.fails = true;
    rig.run_for(2s);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval.to <= noon + 2100ms);
    CHECK(rig.observer.sink_errors.size() == 1);
    rig.sink.fails = false;
    rig.run_for(1s);
    CHECK(rig.sink.presents.size() == 2);
    CHECK(rig.observer.frames.size() == 2);
    CHECK(rig.observer.started.size() == 2);
}

TEST_CASE("the render thread gives a sign five times a second, and none after its end") {
    LoopRig rig;
    CHECK_FALSE(rig.loop.last_sign());
    CHECK_FALSE(rig.loop.has_presented());
    for (int turn = 0; turn < 100; ++turn) {
        const Instant next = rig.loop.turn();
        REQUIRE(rig.loop.last_sign());
        CHECK(rig.loop.last_sign()->at == rig.clock.monotonic());
        CHECK_FALSE(rig.loop.last_sign()->in_output);
        CHECK(next <= rig.clock.wall() + 200ms);
        rig.clock.advance(std::max(next - rig.clock.wall(), 1us));
    }
    CHECK(rig.loop.has_presented());
    rig.run_for(1s);
    CHECK_FALSE(rig.loop.last_sign());
}

TEST_CASE("a closed window ends the loop") {
    LoopRig rig;
    rig.run_for(1s);
    rig.sink.closed = true;
    rig.run_for(10s);
    CHECK(rig.clock.wall() < noon + 2s);
}

TEST_CASE("a wall clock set back does not stop the pictures") {
    for (const Microseconds back : {Microseconds{2s}, Microseconds{1h}, Microseconds{300 * 24h}}) {
        LoopRig rig;
        Program program = program_of("program", {item_named("a", 10s)});
        program.layout.zones[0].playlist.items[0].content = Slogan{"反诈", "zh-Hans", {}};
        rig.engine.show(std::make_shared<const Presentation>(showing(program)));
        rig.clock.step_wall(noon + 5h);
        rig.run_for(3s);
        const auto frames = rig.sink.presents.size();
        rig.clock.step_wall(rig.clock.wall() - back);
        rig.run_for(5s);
        INFO("back by " << back.count() << " us");
        CHECK(rig.sink.presents.size() > frames + 280);
    }
}

TEST_CASE("a wall clock set forward does not stop the pictures") {
    LoopRig rig;
    rig.run_for(3s);
    const auto frames = rig.sink.presents.size();
    rig.clock.step_wall(noon + 1s + 22h);
    rig.run_for(5s);
    CHECK(rig.sink.presents.size() > frames + 100);
}

TEST_CASE("a clock set back while a program is late or the slate is due delays neither") {
    LoopRig rig;
    rig.clock.step_wall(noon + 5h);
    rig.run_for(3s);
    rig.sources.scripts["x"].ready = false;
    rig.engine.show(
        std::make_shared<const Presentation>(showing(program_of("other", {item_named("x", 10s)}))));
    rig.run_for(500ms);
    rig.clock.step_wall(noon + 4h);
    rig.run_for(3s);
    REQUIRE(rig.observer.rungs.size() >= 2);
    CHECK(rig.observer.rungs.back() == Rung::last_good);
}

TEST_CASE("a thread that was held up skips frames and counts them") {
    LoopRig rig;
    rig.run_for(1s);
    rig.clock.advance(300ms);
    rig.run_for(1s);
    const auto missed = std::count_if(rig.observer.frames.begin(), rig.observer.frames.end(),
                                      [](const PresentedFrame& frame) { return frame.missed; });
    CHECK(missed == 2); // the one that was drawn already, and the one after the gap
    CHECK(rig.sink.presents.size() < 60 + 65);
}
