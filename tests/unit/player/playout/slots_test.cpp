// From one program to the next: short turns, and stages that come late.
#include <catch2/catch.hpp>

#include <map>

#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// Programs a, b, c take turns of `turn` each.
Presentation taking_turns(Seconds turn) {
    Presentation all = showing(program_of("a", {item_named("a", turn)}));
    for (const char* name : {"b", "c"}) {
        const Presentation one = showing(program_of(name, {item_named(name, turn)}));
        all.manifest->programs.push_back(one.manifest->programs[0]);
        all.manifest->schedules.push_back(one.manifest->schedules[0]);
        all.programs.insert(one.programs.begin(), one.programs.end());
    }
    for (ProgramRef& program : all.manifest->programs) {
        program.cycle = turn;
    }
    return all;
}

} // namespace

TEST_CASE("turns shorter than the look ahead are shown, each once and in time") {
    for (const Seconds turn : {2s, 3s, 4s, 5s, 10s}) {
        PlayoutRig rig;
        const Presentation presentation = taking_turns(turn);
        Agenda agenda(std::make_shared<const Presentation>(presentation));
        rig.show(presentation);
        constexpr auto total = 120s;
        int wrong = 0;
        for (auto at = 50ms; at < total; at += 100ms) {
            rig.run_until(noon + at);
            const Assignment& wanted = agenda.at(rig.now, rules::ClockTrust::trusted);
            wrong += rig.on_screen() == "id-" + wanted.program->id.value ? 0 : 1;
        }
        INFO("turns of " << turn.count() << " s");
        CHECK(wrong == 0);
        CHECK(rig.observer.started.size() == static_cast<std::size_t>(total / turn));
        CHECK(rig.sources.opened.size() <= rig.observer.started.size() + 1);
    }
}

TEST_CASE("a zone that does not come holds its program back for a second, then comes later") {
    PlayoutRig rig;
    rig.show(showing(program_of("first", {item_named("a", 60s)})));
    rig.run_until(noon + 5s);
    Program second = program_of("second", {item_named("x", 60s)});
    second.layout.zones.push_back({"below", {0, 50, 100, 50}, {{item_named("late", 60s)}}});
    rig.sources.scripts["late"].ready = false;
    rig.show(showing(second));
    rig.run_until(noon + 5'900ms);
    CHECK(rig.on_screen() == "id-a");
    rig.run_until(noon + 6'300ms);
    CHECK(rig.on_screen() == "id-x");
    CHECK(rig.scene.rung == Rung::scheduled);
    rig.sources.scripts["late"].ready = true;
    rig.run_until(noon + 7s);
    CHECK(rig.on_screen() == "id-x+id-late");
}

TEST_CASE("a program of which no zone is ready still does not take the place of another") {
    PlayoutRig rig;
    rig.show(showing(program_of("first", {item_named("a", 60s)})));
    rig.run_until(noon + 5s);
    Program second = program_of("second", {item_named("x", 60s)});
    second.layout.zones.push_back({"empty", {0, 50, 100, 50}, {}});
    rig.sources.scripts["x"].ready = false;
    rig.show(showing(second));
    rig.run_until(noon + 30s);
    CHECK(rig.on_screen() == "id-a");
    CHECK(rig.scene.rung == Rung::last_good);
}
