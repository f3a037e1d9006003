// Outputs that come late, go, and come back.
#include "player/sinks/reopening_sink.hpp"

#include <catch2/catch.hpp>

#include <utility>

#include "schemas/model/limits.hpp"
#include "tests/fakes/manual_clock.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

struct Desktop {
    bool there = true;
    bool resized = false; // the next present fails, as a window surface does once
    bool lost = false;    // told by the next attend
    int opened = 0;
    int open_now = 0;
    int tried = 0;
};

class Window final : public FrameSink {
public:
    explicit Window(Desktop& desktop) : desktop_(desktop) {
        ++desktop_.opened;
        ++desktop_.open_now;
    }
    ~Window() override { --desktop_.open_now; }

    Size size() const override { return {64, 32}; }
    Status compose(const Scene&) override {
        return desktop_.there ? Status{} : fail(ErrorCode::unreachable, "no desktop");
    }
    Status present(Instant) override {
        if (std::exchange(desktop_.resized, false)) {
            return fail(ErrorCode::io_failed, "resized");
        }
        return desktop_.there ? Status{} : fail(ErrorCode::unreachable, "no desktop");
    }
    SinkEvent attend() override {
        return std::exchange(desktop_.lost, false) ? SinkEvent::lost : SinkEvent::none;
    }

private:
    Desktop& desktop_;
};

struct Rig {
    ManualClock clock;
    Desktop desktop;
    ReopeningSink sink{{64, 32},
                       [this]() -> Result<std::unique_ptr<FrameSink>> {
                           ++desktop.tried;
                           if (!desktop.there) {
                               return fail(ErrorCode::unreachable, "no desktop");
                           }
                           return std::make_unique<Window>(desktop);
                       },
                       clock};

    bool frame() { return sink.compose({}) && sink.present({}); }
};

} // namespace

TEST_CASE("an output is opened by the first call and kept") {
    Rig rig;
    CHECK(rig.desktop.opened == 0);
    CHECK(rig.sink.size() == Size{64, 32});
    CHECK(rig.sink.attend() == SinkEvent::none);
    CHECK(rig.frame());
    CHECK(rig.frame());
    CHECK(rig.desktop.opened == 1);
}

TEST_CASE("an output that is not there yet is tried every half second, however often it is asked") {
    Rig rig;
    rig.desktop.there = false;
    for (int frame = 0; frame < 120; ++frame) {
        CHECK(rig.sink.compose({}).error().code == ErrorCode::unreachable);
        rig.clock.advance(Microseconds{1'000'000 / 60});
    }
    CHECK(rig.desktop.tried == 4);
    rig.desktop.there = true;
    rig.clock.advance(Milliseconds{limits::output_retry_ms});
    CHECK(rig.frame());
}

TEST_CASE("a window that failed once is kept, one whose desktop is gone is closed at once") {
    Rig rig;
    CHECK(rig.frame());
    rig.desktop.resized = true;
    CHECK_FALSE(rig.frame());
    CHECK(rig.frame());
    rig.desktop.resized = true;
    CHECK_FALSE(rig.frame());
    CHECK(rig.frame());
    CHECK(rig.desktop.opened == 1);

    rig.desktop.there = false;
    CHECK_FALSE(rig.frame());
    CHECK(rig.desktop.open_now == 0);
    CHECK_FALSE(rig.sink.shown());
    CHECK(rig.sink.present({}).error().what == "no desktop");
    rig.desktop.there = true;
    rig.clock.advance(Milliseconds{limits::output_retry_ms});
    CHECK(rig.frame());
    CHECK(rig.desktop.opened == 2);
}

TEST_CASE("a window that was lost while nothing moved says so once and opens again") {
    Rig rig;
    CHECK(rig.frame());
    rig.desktop.lost = true;
    CHECK(rig.sink.attend() == SinkEvent::lost);
    CHECK(rig.desktop.open_now == 0);
    CHECK(rig.sink.attend() == SinkEvent::none);
    CHECK(rig.desktop.open_now == 1);
    CHECK(rig.frame());
}
