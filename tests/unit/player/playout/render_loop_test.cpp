#include "player/playout/render_loop.hpp"

#include <catch2/catch.hpp>

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
        return fails ? Status{fail(ErrorCode::io_failed, "scripted")} : Status{};
    }
    Status present(Instant at) override {
        presents.push_back({at, clock_.wall()});
        return {};
    }
    SinkEvent attend() override { return closed ? SinkEvent::closed : SinkEvent::none; }

    bool fails = false;
    bool closed = false;
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

TEST_CASE("a failed sink is tried again every second") {
    LoopRig rig;
    rig.sink.fails = true;
    rig.run_for(3500ms);
    CHECK(rig.sink.presents.empty());
    CHECK(rig.observer.sink_errors.size() == 4);
    rig.sink.fails = false;
    rig.run_for(2s);
    CHECK_FALSE(rig.sink.presents.empty());
}

TEST_CASE("a closed window ends the loop") {
    LoopRig rig;
    rig.run_for(1s);
    rig.sink.closed = true;
    rig.run_for(10s);
    CHECK(rig.clock.wall() < noon + 2s);
}

TEST_CASE("a wall clock set back by hours does not stop the pictures") {
    LoopRig rig;
    rig.run_for(3s);
    const auto frames = rig.sink.presents.size();
    rig.clock.step_wall(noon + 1s - 2h + 24h);
    rig.run_for(5s);
    CHECK(rig.sink.presents.size() > frames + 100);
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
