// What cannot be shown: what stands in the reports, for how long, and what the rest does meanwhile.
#include <catch2/catch.hpp>

#include "player/playout/quarantine.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

Program film_and_other() {
    return program_of("program", {item_named("film", 10s), item_named("other", 10s)});
}

// Other bytes under the same names.
Program repaired(Program program) {
    auto& film = program.layout.zones[0].playlist.items[0].content;
    std::get<Video>(film).asset.sha256.bytes[5] ^= 1;
    program.revision += 1;
    return program;
}

ShownItem item_of(const char* program) {
    return {ProgramId{program}, 1, ItemId{"item"}, {}};
}

Error error_of(ErrorCode code) {
    return {code, "scripted", {}, {}};
}

} // namespace

TEST_CASE("what was set aside is let go when other bytes take its place") {
    PlayoutRig rig;
    rig.sources.scripts["film"].fails = true;
    rig.show(showing(film_and_other()));
    rig.run_until(noon + 5s);
    REQUIRE(rig.observer.set_aside.size() == 1);
    rig.sources.scripts["film"].fails = false;
    rig.show(showing(repaired(film_and_other())));
    rig.run_until(noon + 25s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.observer.set_aside.size() == 1);
    CHECK(rig.observer.let_go == std::vector<std::string>{"film"});
}

TEST_CASE("what was set aside is let go when it is taken out of the program") {
    PlayoutRig rig;
    rig.sources.scripts["film"].fails = true;
    rig.show(showing(film_and_other()));
    rig.run_until(noon + 5s);
    rig.show(showing(program_of("program", {item_named("other", 10s)})));
    rig.run_until(noon + 6s);
    CHECK(rig.observer.let_go == std::vector<std::string>{"film"});
    rig.run_until(noon + 1min);
    CHECK(rig.observer.set_aside.size() == 1);
    CHECK(rig.observer.let_go.size() == 1);
}

TEST_CASE("what is still wanted stays set aside under a new presentation") {
    PlayoutRig rig;
    rig.sources.scripts["film"].fails = true;
    rig.show(showing(film_and_other()));
    rig.run_until(noon + 5s);
    Presentation more = showing(film_and_other());
    more.manifest->number = {1, 2};
    rig.show(more);
    rig.run_until(noon + 1h);
    CHECK(rig.observer.let_go.empty());
    CHECK(rig.times_opened("film") == 1);
}

TEST_CASE("what the stage on screen cannot show is tried no more while its successor is prepared") {
    PlayoutRig rig;
    rig.sources.scripts["film"].fails = true;
    rig.show(showing(film_and_other()));
    rig.run_until(noon + 5s);
    rig.sources.scripts["new"].ready = false;
    rig.show(showing(program_of("successor", {item_named("new", 10s)})));
    rig.run_until(noon + 1min);
    CHECK(rig.times_opened("film") == 1);
    CHECK(rig.observer.let_go.empty());
    rig.sources.scripts["new"].ready = true;
    rig.run_for(1s);
    CHECK(rig.on_screen() == "id-new");
    CHECK(rig.observer.let_go == std::vector<std::string>{"film"});
}

TEST_CASE("a name is let go when the last that bears it is") {
    Quarantine quarantine;
    quarantine.put(item_of("one"), "film", error_of(ErrorCode::damaged_media), noon);
    quarantine.put(item_of("two"), "film", error_of(ErrorCode::damaged_media), noon);
    quarantine.put(item_of("one"), "film", error_of(ErrorCode::damaged_media), noon);
    CHECK(quarantine.keep([](const ShownItem& item) { return item == item_of("one"); }).empty());
    CHECK(quarantine.holds(item_of("one")));
    CHECK_FALSE(quarantine.holds(item_of("two")));
    CHECK(quarantine.keep([](const ShownItem&) { return false; })
          == std::vector<std::string>{"film"});
}

TEST_CASE("a clock that was far ahead sets nothing aside until then") {
    Quarantine quarantine;
    quarantine.put(item_of("one"), "film", error_of(ErrorCode::busy), noon + 300 * 24h);
    CHECK(quarantine.release(noon) == std::vector<std::string>{"film"});
    quarantine.put(item_of("one"), "film", error_of(ErrorCode::busy), noon);
    CHECK(quarantine.release(noon).empty());
    CHECK(quarantine.release(noon + 4min).empty());
    CHECK(quarantine.release(noon + 5min).size() == 1);
}

TEST_CASE("a film that dies with nothing to follow it plays no longer, though its frame stays") {
    PlayoutRig rig;
    rig.show(showing(program_of("program", {item_named("film", 10s)})));
    rig.run_until(noon + 4s);
    rig.sources.scripts["film"].fails = true;
    rig.run_until(noon + 1h);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.scene.rung == Rung::last_good);
    CHECK(rig.observer.rungs == std::vector<Rung>{Rung::scheduled, Rung::last_good});
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval.to <= noon + 5'500ms);
    CHECK(rig.observer.started.size() == 1);
}

TEST_CASE("a film whose successor is not ready plays no longer than to its end") {
    PlayoutRig rig;
    rig.sources.scripts["other"].ready = false;
    rig.show(showing(film_and_other()));
    rig.run_until(noon + 10'500ms);
    CHECK(rig.scene.rung == Rung::scheduled); // nobody notices half a second
    rig.run_until(noon + 15s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.scene.rung == Rung::last_good);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 11s});
    rig.sources.scripts["other"].ready = true;
    rig.run_until(noon + 16s);
    CHECK(rig.on_screen() == "id-other");
    CHECK(rig.scene.rung == Rung::scheduled);
}

TEST_CASE("a dead film beside one that lives ends its play and not the other's") {
    PlayoutRig rig;
    Program program = program_of("program", {item_named("film", 10s)});
    program.layout.zones.push_back({"below", {0, 50, 100, 50}, {{item_named("lives", 60s)}}});
    rig.show(showing(program));
    rig.run_until(noon + 4s);
    rig.sources.scripts["film"].fails = true;
    rig.run_until(noon + 8s);
    CHECK(rig.scene.rung == Rung::scheduled);
    CHECK(rig.on_screen() == "id-film+id-lives");
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].item.item == ItemId{"id-film"});
}
