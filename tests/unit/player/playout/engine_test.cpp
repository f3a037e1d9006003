#include "player/playout/engine.hpp"

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

Override order(OverrideAction action, Instant until) {
    Override override;
    override.id = OverrideId{"override"};
    override.serial = 1;
    override.issued_at = noon;
    override.not_after = until;
    override.displays = {DisplayId{"display"}};
    override.action = std::move(action);
    return override;
}

} // namespace

TEST_CASE("items follow each other on the wall clock") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    CHECK(rig.on_screen() == "id-a");
    CHECK(rig.scene.rung == Rung::scheduled);
    CHECK(rig.scene.zones.at(0).rect == Rect{0, 0, 200, 100});
    rig.run_until(noon + 15s);
    CHECK(rig.on_screen() == "id-b");
    rig.run_until(noon + 31s);
    CHECK(rig.on_screen() == "id-a");
    REQUIRE(rig.observer.ended.size() == 3);
    CHECK(rig.observer.ended[1].interval == Interval{noon + 10s, noon + 20s});
    CHECK(rig.observer.ended[1].item.item_name == "b");
}

TEST_CASE("an item goes and comes at the instant its validity says") {
    PlayoutRig rig;
    Program program = three_items();
    auto& items = program.layout.zones[0].playlist.items;
    items[0].not_after = noon + 4s;
    items[2].not_before = noon + 25s + 300ms;
    rig.show(showing(program));
    rig.run_until(noon + 3'999ms);
    CHECK(rig.on_screen() == "id-a");
    rig.run_until(noon + 4'001ms);
    CHECK(rig.on_screen() == "id-b");
    rig.run_until(noon + 40s);
    CHECK(rig.on_screen() == "id-c");
    REQUIRE(rig.observer.ended.size() == 5);
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 4s});
    CHECK(rig.observer.ended[1].interval == Interval{noon + 4s, noon + 14s});
    CHECK(rig.observer.ended[2].interval == Interval{noon + 14s, noon + 24s});
    CHECK(rig.observer.ended[3].interval == Interval{noon + 24s, noon + 25s + 300ms});
    CHECK(rig.observer.ended[4].interval == Interval{noon + 25s + 300ms, noon + 35s + 300ms});
}

TEST_CASE("a zone without a valid item is empty, and shows the next one in time") {
    PlayoutRig rig;
    Program program = program_of("program", {item_named("a", 10s), item_named("b", 10s)});
    program.layout.zones.push_back({"below", {0, 50, 100, 50}, {{item_named("z", 60s)}}});
    auto& items = program.layout.zones[0].playlist.items;
    items[0].not_after = noon + 7s;
    items[1].not_before = noon + 20s;
    items[1].not_after = noon + 30s;
    rig.show(showing(program));
    rig.run_until(noon + 6s);
    CHECK(rig.on_screen() == "id-a+id-z");
    rig.run_until(noon + 7'001ms);
    CHECK(rig.on_screen() == "id-z");
    CHECK(rig.observer.ended.back().interval == Interval{noon, noon + 7s});
    rig.run_until(noon + 14s);
    CHECK(rig.times_opened("b") == 0);
    rig.run_until(noon + 20'001ms);
    CHECK(rig.on_screen() == "id-b+id-z");
    CHECK(rig.observer.frames.back().at == noon + 20s); // it was open ahead
    rig.run_until(noon + 31s);
    CHECK(rig.on_screen() == "id-z");
    CHECK(rig.sources.open_now == std::multiset<std::string>{"z"});
}

TEST_CASE("a program of which nothing is valid yet does not take the place of what is shown") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    Program later = program_of("later", {item_named("x", 10s)});
    later.layout.zones[0].playlist.items[0].not_before = noon + 30s;
    rig.show(showing(later));
    rig.run_until(noon + 15s);
    CHECK(rig.scene.zones.size() == 1);
    CHECK(rig.scene.rung == Rung::last_good);
    rig.run_until(noon + 30s + 300ms);
    CHECK(rig.on_screen() == "id-x");
    CHECK(rig.scene.rung == Rung::scheduled);
}

TEST_CASE("two engines started at different times show the same frames") {
    PlayoutRig early;
    PlayoutRig late;
    for (PlayoutRig* rig : {&early, &late}) {
        for (const char* name : {"a", "b", "c"}) {
            rig->sources.scripts[name].step = 16ms;
        }
        rig->show(showing(three_items()));
    }
    late.now = noon + 17s;
    for (const auto at : {17'500ms, 25'000ms, 44'444ms}) {
        early.run_until(noon + at);
        late.run_until(noon + at);
        REQUIRE(early.scene.zones.size() == 1);
        REQUIRE(late.scene.zones.size() == 1);
        CHECK(early.scene.zones[0].frame.item == late.scene.zones[0].frame.item);
        CHECK(early.scene.zones[0].frame.serial == late.scene.zones[0].frame.serial);
    }
}

TEST_CASE("the next item is open before its time and the one after is not") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 1s);
    CHECK(rig.sources.open_now == std::multiset<std::string>{"a", "b"});
    rig.run_until(noon + 11s);
    CHECK(rig.sources.open_now == std::multiset<std::string>{"b", "c"});
}

TEST_CASE("the next item stands by in the last second before its turn") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 8'500ms);
    CHECK(rig.sources.open_now == std::multiset<std::string>{"a", "b"});
    CHECK(rig.sources.standing_by == std::set<std::string>{"a"});
    rig.run_until(noon + 9'300ms);
    CHECK(rig.sources.standing_by == std::set<std::string>{"a", "b"});
}

TEST_CASE("an item that is alone is opened again shortly before it begins again") {
    PlayoutRig rig;
    rig.show(showing(program_of("p", {item_named("a", 60s)})));
    rig.run_until(noon + 54s);
    CHECK(rig.times_opened("a") == 1);
    rig.run_until(noon + 56s);
    CHECK(rig.sources.open_now == std::multiset<std::string>{"a", "a"});
    rig.run_until(noon + 61s);
    CHECK(rig.sources.open_now == std::multiset<std::string>{"a"});
}

TEST_CASE("the last good frame stays while the next item is not ready") {
    PlayoutRig rig;
    rig.sources.scripts["b"].ready = false;
    rig.show(showing(three_items()));
    rig.run_until(noon + 14s);
    CHECK(rig.on_screen() == "id-a");
    rig.sources.scripts["b"].ready = true;
    rig.run_until(noon + 14'100ms);
    CHECK(rig.on_screen() == "id-b");
    CHECK(rig.observer.frames.back().at < noon + 14'010ms);
}

TEST_CASE("a presentation is swapped without a frame in between") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    rig.sources.scripts["x"].ready = false;
    rig.show(showing(program_of("other", {item_named("x", 10s)})));
    rig.run_until(noon + 5'500ms);
    CHECK(rig.on_screen() == "id-a"); // x is being opened
    CHECK(rig.scene.rung == Rung::scheduled);
    rig.run_until(noon + 7s);
    CHECK(rig.scene.rung == Rung::last_good); // and now we say so
    rig.sources.scripts["x"].ready = true;
    rig.run_until(noon + 8s);
    CHECK(rig.on_screen() == "id-x");
    CHECK(rig.scene.rung == Rung::scheduled);
    for (const PresentedFrame& frame : rig.observer.frames) {
        CHECK(frame.zones.size() == 1);
    }
    CHECK(rig.sources.open_now.count("a") == 0);
}

TEST_CASE("a new manifest with the same program changes nothing on screen") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    const auto frames = rig.observer.frames.size();
    Presentation same = showing(three_items());
    same.manifest->number = {1, 2};
    rig.show(same);
    rig.run_until(noon + 6s);
    CHECK(rig.observer.frames.size() == frames);
    CHECK(rig.times_opened("a") == 1);
    CHECK(rig.observer.ended.empty());
}

TEST_CASE("a film goes on under a new revision of its program, and what is new is opened") {
    PlayoutRig rig;
    Program program = program_of("program", {item_named("film", 60s)});
    program.layout.zones.push_back({"below", {0, 50, 100, 50}, {{item_named("old", 60s)}}});
    rig.sources.scripts["film"] = {.step = 40ms, .goes_on = true};
    rig.sources.scripts["old"].goes_on = true;
    rig.show(showing(program));
    rig.run_until(noon + 5s);
    program.revision = 2;
    program.layout.zones[1].playlist.items = {item_named("new", 60s)};
    rig.show(showing(program));
    rig.run_until(noon + 6s);
    CHECK(rig.on_screen() == "id-film+id-new");
    CHECK(rig.scene.zones[0].frame.item.revision == 2);
    CHECK(rig.sources.went_on == std::vector<std::string>{"film"});
    CHECK(rig.sources.open_now == std::multiset<std::string>{"film", "new"});
}

TEST_CASE("a film in another place is opened anew") {
    PlayoutRig rig;
    Program program = program_of("program", {item_named("film", 60s)});
    rig.sources.scripts["film"].goes_on = true;
    rig.show(showing(program));
    rig.run_until(noon + 5s);
    program.revision = 2;
    program.layout.zones[0].rect.width = 50;
    rig.show(showing(program));
    rig.run_until(noon + 6s);
    CHECK(rig.sources.went_on.empty());
}

TEST_CASE("a film goes on when the display becomes louder, unless its sound was never decoded") {
    PlayoutRig rig;
    Program program = program_of("program", {item_named("film", 60s)});
    rig.sources.scripts["film"].goes_on = true;
    const auto show_at = [&](std::int32_t volume_percent) {
        program.revision += 1;
        Presentation louder = showing(program);
        louder.manifest->volume_percent = volume_percent;
        rig.show(louder);
        rig.run_for(1s);
        CHECK(rig.scene.zones[0].frame.item.revision == program.revision);
        CHECK(rig.sources.volumes["film"] == volume_percent);
    };
    show_at(60);
    show_at(40);
    CHECK(rig.sources.went_on.size() == 1);
    show_at(0);
    CHECK(rig.sources.went_on.size() == 1);
    show_at(40);
    CHECK(rig.sources.went_on.size() == 1);
}

TEST_CASE("what is opened after a display was given a volume is opened to be heard") {
    PlayoutRig rig;
    Presentation presentation =
        showing(program_of("program", {item_named("first", 10s), item_named("next", 10s)}));
    presentation.manifest->volume_percent = 0;
    rig.show(presentation);
    rig.run_until(noon + 1s);
    CHECK(rig.sources.volumes_max["first"] == 0);
    presentation.manifest->volume_percent = 40;
    rig.show(presentation);
    rig.run_until(noon + 19s);
    CHECK(rig.on_screen() == "id-next");
    CHECK(rig.sources.volumes_max["first"] == 40);
}

TEST_CASE("the volume follows its curve and its quiet hours while the same film plays on") {
    PlayoutRig rig;
    rig.sources.scripts["film"].step = 40ms;
    Presentation presentation = showing(program_of("program", {item_named("film", 24h)}));
    Manifest& manifest = *presentation.manifest;
    manifest.volume_percent = 50;
    manifest.volume.curve = {{{12 * 3'600}, 100}, {{12 * 3'600 + 100}, 0}};
    Times quiet;
    quiet.windows = {{{12 * 3'600 + 60}, {12 * 3'600 + 90}}};
    manifest.volume.caps = {{quiet, 10}};
    rig.show(presentation);
    rig.run_until(noon + 10'900ms); // attended some tenths of a second ago
    const std::size_t opened = rig.sources.opened.size();
    CHECK(rig.sources.volumes["film"] == 45);
    rig.run_until(noon + 50'900ms);
    CHECK(rig.sources.volumes["film"] == 25);
    rig.run_until(noon + 61s);
    CHECK(rig.sources.volumes["film"] == 5);
    CHECK(rig.sources.opened.size() == opened);
}

TEST_CASE("without proven time the volume knows neither curve nor quiet hours") {
    PlayoutRig rig;
    rig.trust = rules::ClockTrust::untrusted;
    Presentation presentation = showing(program_of("program", {item_named("film", 24h)}));
    presentation.manifest->volume_percent = 50;
    presentation.manifest->volume.curve = {{{0}, 20}};
    rig.show(presentation);
    rig.run_until(noon + 1s);
    CHECK(rig.sources.volumes["film"] == 50);
    rig.trust = rules::ClockTrust::trusted;
    rig.run_until(noon + 2s);
    CHECK(rig.sources.volumes["film"] == 10);
}

TEST_CASE("an item joined in its middle is opened there, the one after it at its beginning") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.now = noon + 17s;
    rig.run_until(noon + 18s);
    CHECK(rig.sources.positions["b"] == 7s);
    CHECK(rig.sources.positions["c"] == 0s);
}

TEST_CASE("a failed item is set aside and the list goes on without losing its times") {
    PlayoutRig rig;
    rig.sources.scripts["b"].fails = true;
    rig.show(showing(three_items()));
    rig.run_until(noon + 11s);
    CHECK(rig.on_screen() == "id-c");
    REQUIRE(rig.observer.set_aside.size() == 1);
    CHECK(rig.observer.set_aside[0].what == "b");
    CHECK(rig.observer.set_aside[0].code == "damaged_media");
    rig.run_until(noon + 31s);
    CHECK(rig.on_screen() == "id-a");
    rig.run_until(noon + 10min);
    CHECK(rig.times_opened("b") == 1);
    CHECK(rig.observer.set_aside.size() == 1);
}

TEST_CASE("an item that fails on screen leaves its last frame until the next is there") {
    PlayoutRig rig;
    rig.sources.scripts["b"].ready = false;
    rig.show(showing(three_items()));
    rig.run_until(noon + 2s);
    rig.sources.scripts["a"].fails = true;
    rig.run_until(noon + 3s);
    CHECK(rig.on_screen() == "id-a");
    rig.sources.scripts["b"].ready = true;
    rig.run_until(noon + 4s);
    CHECK(rig.on_screen() == "id-b");
    CHECK(rig.observer.set_aside.size() == 1);
}

TEST_CASE("other bytes are tried again, the same are not") {
    PlayoutRig rig;
    rig.sources.scripts["b"].fails = true;
    rig.show(showing(three_items()));
    rig.run_until(noon + 11s);
    rig.sources.scripts["b"].fails = false;
    Program repaired = three_items();
    std::get<Video>(repaired.layout.zones[0].playlist.items[1].content).asset.sha256.bytes[5] = 1;
    rig.show(showing(repaired));
    rig.run_until(noon + 12s);
    CHECK(rig.on_screen() == "id-b");
}

TEST_CASE("a failure of the world is tried again after a while") {
    PlayoutRig rig;
    rig.sources.scripts["b"] = {true, true, ErrorCode::io_failed, 0us};
    rig.show(showing(three_items()));
    rig.run_until(noon + 11s);
    CHECK(rig.on_screen() == "id-c");
    rig.sources.scripts["b"].fails = false;
    rig.run_until(noon + 6min + 15s);
    CHECK(rig.on_screen() == "id-b");
    CHECK(rig.observer.let_go == std::vector<std::string>{"b"});
}

TEST_CASE("with nothing to show the slate is shown, with name and code") {
    PlayoutRig rig;
    Presentation empty;
    empty.display = DisplayId{"display"};
    empty.name = "西站北口";
    empty.code = "K7PM2Q9X";
    empty.size = {200, 100};
    rig.show(empty);
    rig.run_until(noon + 1s);
    CHECK(rig.scene.rung == Rung::slate);
    CHECK(rig.scene.zones.size() == 1);
    REQUIRE(rig.sources.slates.size() == 1);
    CHECK(rig.sources.slates[0].code == "K7PM2Q9X");
    CHECK(rig.observer.started.empty());
    CHECK(rig.observer.frames.size() == 1);
}

TEST_CASE("no slate flashes up while the first item is being opened") {
    PlayoutRig rig;
    rig.sources.scripts["a"].ready = false;
    rig.show(showing(three_items()));
    rig.run_until(noon + 500ms);
    CHECK(rig.observer.frames.empty());
    rig.sources.scripts["a"].ready = true;
    rig.run_until(noon + 900ms);
    CHECK(rig.on_screen() == "id-a");
    CHECK(rig.sources.slates.empty());
}

TEST_CASE("a program of which nothing can be shown leaves the slate, then goes its way") {
    PlayoutRig rig;
    for (const char* name : {"a", "b", "c"}) {
        rig.sources.scripts[name].fails = true;
    }
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    CHECK(rig.scene.rung == Rung::slate);
    CHECK(rig.observer.set_aside.size() == 3);
    rig.show(showing(program_of("other", {item_named("x", 10s)})));
    rig.run_until(noon + 6s);
    CHECK(rig.on_screen() == "id-x");
}

TEST_CASE("the slate never follows a good frame") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 1s);
    Presentation empty;
    empty.display = DisplayId{"display"};
    empty.size = {200, 100};
    rig.show(empty);
    rig.run_until(noon + 60s);
    CHECK(rig.scene.rung == Rung::last_good);
    CHECK(rig.sources.slates.empty());
    CHECK(rig.on_screen() != "");
}

TEST_CASE("black is dark at once, and lifting it brings the program back") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    Presentation black = showing(three_items());
    black.overrides.push_back(order(Black{}, noon + 20s));
    rig.show(black);
    rig.run_until(noon + 5'010ms);
    CHECK(rig.scene.rung == Rung::black);
    CHECK(rig.scene.zones.empty());
    rig.run_until(noon + 21s);
    CHECK(rig.on_screen() == "id-c");
    CHECK(rig.observer.rungs == std::vector<Rung>{Rung::scheduled, Rung::black, Rung::scheduled});
}

TEST_CASE("after the dark with nothing new the last good frame is back") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    Presentation black = showing(three_items());
    black.manifest.reset();
    black.overrides.push_back(order(Black{}, noon + 20s));
    rig.show(black);
    rig.run_until(noon + 6s);
    CHECK(rig.scene.rung == Rung::black);
    rig.run_until(noon + 21s);
    CHECK(rig.scene.rung == Rung::last_good);
    CHECK(rig.scene.zones.size() == 1);
}

TEST_CASE("a notice is a slogan over the whole display") {
    PlayoutRig rig;
    Presentation notice = showing(three_items());
    notice.overrides.push_back(order(Notice{"洪水警报", "zh-Hans", "alert"}, noon + 1h));
    rig.show(notice);
    rig.run_until(noon + 1s);
    CHECK(rig.scene.rung == Rung::notice);
    CHECK(rig.on_screen() == "override");
    REQUIRE(rig.observer.frames.size() >= 1);
    CHECK(rig.observer.frames[0].zones.at(0).item_name == "洪水警报");
}

TEST_CASE("a still item is presented once and needs no more frames") {
    PlayoutRig rig;
    rig.show(showing(program_of("program", {item_named("a", 10s)})));
    rig.run_until(noon + 9s);
    CHECK(rig.observer.frames.size() == 1);
}

TEST_CASE("a slogan that is alone goes on and is not opened again") {
    PlayoutRig rig;
    PlaylistItem item = item_named("a", 10s);
    item.content = Slogan{"反诈", "zh-Hans", {}};
    rig.show(showing(program_of("program", {item})));
    rig.run_until(noon + 35s);
    CHECK(rig.times_opened("a") == 1);
    CHECK(rig.observer.frames.size() == 1);
    CHECK(rig.observer.ended.size() == 3); // plays are still counted by the item's duration
}

TEST_CASE("closing ends all plays") {
    PlayoutRig rig;
    rig.show(showing(three_items()));
    rig.run_until(noon + 5s);
    rig.engine.close(noon + 6s);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 6s});
}
