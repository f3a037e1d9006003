// From one item to the next, as the engine composes it.
#include <catch2/catch.hpp>

#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

Program three_items() {
    return program_of("program",
                      {item_named("a", 10s), item_named("b", 10s), item_named("c", 10s)});
}

} // namespace

TEST_CASE("a crossfade mixes from the last frame to the new item") {
    PlayoutRig rig;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::crossfade, 1s};
    rig.show(showing(program));
    rig.run_until(noon + 10'500ms);
    REQUIRE(rig.scene.zones.size() == 1);
    REQUIRE(rig.scene.zones[0].transition);
    CHECK(rig.scene.zones[0].frame.item.item == ItemId{"id-a"});
    CHECK(rig.scene.zones[0].transition->incoming.item.item == ItemId{"id-b"});
    CHECK(rig.scene.zones[0].transition->progress == Approx(transition_whole / 2).margin(1'200));
    rig.run_until(noon + 12s);
    CHECK_FALSE(rig.scene.zones[0].transition);
    CHECK(rig.on_screen() == "id-b");
}

TEST_CASE("slides and wipes tell where they go") {
    for (const TransitionKind kind : {TransitionKind::slide, TransitionKind::wipe}) {
        PlayoutRig rig;
        Program program = three_items();
        program.layout.zones[0].playlist.items[1].transition = {kind, 1s, Direction::down};
        rig.show(showing(program));
        rig.run_until(noon + 10'250ms);
        REQUIRE(rig.scene.zones[0].transition);
        CHECK(rig.scene.zones[0].transition->kind == kind);
        CHECK(rig.scene.zones[0].transition->direction == Direction::down);
        CHECK(rig.scene.zones[0].transition->progress > 0);
        CHECK(rig.scene.zones[0].transition->progress < transition_whole / 2);
    }
}

TEST_CASE("both films run on through a transition") {
    PlayoutRig rig;
    rig.sources.scripts["a"].step = 40ms;
    rig.sources.scripts["b"].step = 40ms;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::crossfade, 1s};
    rig.show(showing(program));
    rig.run_until(noon + 10'500ms);
    REQUIRE(rig.scene.zones[0].transition);
    CHECK(rig.scene.zones[0].frame.serial == Approx(10'500 / 40).margin(1));
    CHECK(rig.scene.zones[0].transition->incoming.serial == Approx(500 / 40).margin(1));
    CHECK(rig.sources.open_now == std::multiset<std::string>{"a", "b"});
    rig.run_until(noon + 11'100ms);
    CHECK(rig.sources.open_now.count("a") == 0);
}

TEST_CASE("a film that breaks while it leaves keeps its last frame and is not set aside") {
    PlayoutRig rig;
    rig.sources.scripts["a"].step = 40ms;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::slide, 1s};
    rig.show(showing(program));
    rig.run_until(noon + 10'300ms);
    rig.sources.scripts["a"].fails = true;
    rig.run_until(noon + 10'600ms);
    REQUIRE(rig.scene.zones[0].transition);
    CHECK(rig.scene.zones[0].frame.item.item == ItemId{"id-a"});
    CHECK(rig.scene.zones[0].frame.serial >= 10'300 / 40);
    CHECK(rig.scene.zones[0].frame.serial < 10'600 / 40);
    CHECK(rig.observer.set_aside.empty());
}

TEST_CASE("sound passes over with the picture") {
    PlayoutRig rig;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::crossfade, 1s};
    rig.show(showing(program));
    rig.run_until(noon + 10'250ms);
    CHECK(rig.sources.volumes["a"] == Approx(75).margin(2));
    CHECK(rig.sources.volumes["b"] == Approx(25).margin(2));
    rig.run_until(noon + 11'100ms);
    CHECK(rig.sources.volumes["b"] == 100);
}

TEST_CASE("a display that is made quieter in a transition is so at once, old and new") {
    PlayoutRig rig;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::crossfade, 1s};
    Presentation presentation = showing(program);
    rig.show(presentation);
    rig.run_until(noon + 10'500ms);
    presentation.manifest->volume.caps = {{Times{}, 0}};
    rig.show(presentation);
    rig.engine.attend(rig.now, rig.trust);
    CHECK(rig.sources.volumes["a"] == 0);
    CHECK(rig.sources.volumes["b"] == 0);
    presentation.manifest->volume.caps.clear();
    rig.show(presentation);
    rig.engine.attend(rig.now, rig.trust);
    CHECK(rig.sources.volumes["a"] == Approx(50).margin(3)); // as far as the transition has come
    CHECK(rig.sources.volumes["b"] == Approx(50).margin(3));
}

TEST_CASE("a new program begins with the transition of its item, zone by zone") {
    PlayoutRig rig;
    rig.sources.scripts["a"].step = 40ms;
    rig.show(showing(program_of("first", {item_named("a", 60s)})));
    rig.run_until(noon + 30s);
    Program second = program_of("second", {item_named("b", 60s)});
    second.layout.zones[0].playlist.items[0].transition = {TransitionKind::wipe, 5s};
    Presentation presentation = showing(second);
    presentation.manifest->schedules[0].times.windows = {{{12 * 3'600 + 31}, {3'600}}};
    rig.show(presentation);
    rig.run_until(noon + 33s);
    REQUIRE(rig.scene.zones[0].transition);
    CHECK(rig.scene.zones[0].frame.item.program == ProgramId{"first"});
    CHECK(rig.scene.zones[0].frame.serial >= 32'900 / 40);
    CHECK(rig.scene.zones[0].transition->incoming.item.program == ProgramId{"second"});
    rig.run_until(noon + 40s);
    CHECK_FALSE(rig.scene.zones[0].transition);
    CHECK(rig.sources.open_now.count("a") == 0);
}

TEST_CASE("what is shown changes with the first frame of a transition") {
    PlayoutRig rig;
    Program program = three_items();
    program.layout.zones[0].playlist.items[1].transition = {TransitionKind::crossfade, 2s};
    rig.show(showing(program));
    rig.run_until(noon + 11s);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].item.item == ItemId{"id-a"});
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 10s});
    REQUIRE(rig.observer.started.size() == 2);
    CHECK(rig.observer.started[1].item.item == ItemId{"id-b"});
}

TEST_CASE("a zone tells how much it lets through") {
    PlayoutRig rig;
    Program program = three_items();
    program.layout.zones[0].opacity_percent = 40;
    rig.show(showing(program));
    rig.run_until(noon + 1s);
    CHECK(rig.scene.zones[0].opacity_percent == 40);
}
