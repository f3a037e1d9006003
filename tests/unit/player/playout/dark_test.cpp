// Black and off hours: what a dark display holds, and what it shows when it is lit again.
#include <catch2/catch.hpp>

#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

Presentation showing_film(const std::string& name) {
    return showing(program_of("with-" + name, {item_named(name, 60s), item_named("next", 60s)}));
}

Presentation black(Presentation presentation) {
    Override order;
    order.id = OverrideId{"override"};
    order.serial = 1;
    order.issued_at = noon;
    order.not_after = noon + 24h;
    order.displays = {DisplayId{"display"}};
    order.action = Black{};
    presentation.overrides.push_back(order);
    return presentation;
}

// The film plays, then the display goes black.
struct DarkRig : PlayoutRig {
    DarkRig() {
        show(showing_film("film"));
        run_until(noon + 5s);
        show(black(showing_film("film")));
        run_until(noon + 6s);
    }
};

} // namespace

TEST_CASE("a dark display decodes nothing and sounds no more") {
    DarkRig rig;
    CHECK(rig.scene.rung == Rung::black);
    CHECK(rig.sources.open_now.empty());
    rig.run_until(noon + 1h);
    CHECK(rig.sources.open_now.empty());
    CHECK(rig.times_opened("film") == 1);
}

TEST_CASE("a loudspeaker is silent while it is black") {
    PlayoutRig rig{Size{}};
    Presentation presentation = showing_film("film");
    presentation.size = {};
    rig.show(presentation);
    rig.run_until(noon + 5s);
    CHECK(rig.sources.open_now.count("film") == 1);
    rig.show(black(presentation));
    rig.run_until(noon + 6s);
    CHECK(rig.sources.open_now.empty());
}

TEST_CASE("a display that is lit again shows its last frame, and goes on when it can") {
    DarkRig rig;
    rig.sources.scripts["film"].ready = false;
    rig.show(showing_film("film"));
    rig.run_until(noon + 6'500ms);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.scene.rung == Rung::last_good);
    CHECK(rig.observer.started.size() == 1); // the frame is old, so it is no play
    CHECK(rig.times_opened("film") == 2);    // once for before the dark, once for after it
    rig.sources.scripts["film"].ready = true;
    rig.run_until(noon + 7s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.scene.rung == Rung::scheduled);
    REQUIRE(rig.observer.started.size() == 2);
    CHECK(rig.observer.started[1].interval.from >= noon + 6'500ms);
}

TEST_CASE("what was withdrawn during the dark does not come back after it") {
    DarkRig rig;
    rig.sources.scripts["good"].ready = false;
    rig.show(black(showing_film("good")));
    rig.run_for(1h);
    const Instant lifted = rig.now;
    rig.show(showing_film("good"));
    rig.run_until(lifted + 900ms);
    CHECK(rig.on_screen().empty());
    CHECK(rig.sources.slates.empty()); // as when a player starts: no slate flashes up
    rig.run_until(lifted + 2s);
    CHECK(rig.scene.rung == Rung::slate);
    rig.sources.scripts["good"].ready = true;
    rig.run_until(lifted + 3s);
    CHECK(rig.on_screen() == "id-good");
    CHECK(rig.scene.rung == Rung::scheduled);
    REQUIRE(rig.observer.started.size() == 2);
    CHECK(rig.observer.started[1].item.item == ItemId{"id-good"});
}

TEST_CASE("another revision of what was shown before the dark is another program") {
    DarkRig rig;
    Program revised = *showing_film("film").programs.begin()->second;
    revised.revision = 2;
    rig.sources.scripts["film"].ready = false;
    rig.show(black(showing(revised)));
    rig.run_for(1s);
    rig.show(showing(revised));
    rig.run_for(500ms);
    CHECK(rig.on_screen().empty());
}
