// Displays that are windows on one larger picture.
#include <catch2/catch.hpp>

#include "schemas/rules/layout.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// A row of panels of 200 x 100: a picture on the left half, another on the right, a line below.
Program row_program() {
    Program program = program_of("row", {item_named("left", 60s)});
    program.layout.canvas = {400, 100};
    program.layout.zones[0].rect = {0, 0, 200, 80};
    program.layout.zones.push_back({"right", {200, 0, 200, 80}, {{item_named("right", 60s)}}});
    program.layout.zones.push_back({"line", {0, 80, 400, 20}, {{item_named("line", 60s)}}});
    return program;
}

Presentation at(std::int32_t x) {
    Presentation presentation = showing(row_program());
    presentation.manifest->wall = WallPlace{{400, 100}, x, 0};
    return presentation;
}

std::vector<Rect> rects(const Scene& scene) {
    std::vector<Rect> all;
    for (const SceneZone& zone : scene.zones) {
        all.push_back(zone.rect);
    }
    return all;
}

} // namespace

TEST_CASE("a display on a wall shows what lies from its place, and opens nothing else") {
    PlayoutRig left;
    left.show(at(0));
    left.run_until(noon + 2s);
    CHECK(left.on_screen() == "id-left+id-line");
    CHECK(rects(left.scene) == std::vector<Rect>{{0, 0, 200, 80}, {0, 80, 400, 20}});
    PlayoutRig right;
    right.show(at(200));
    right.run_until(noon + 2s);
    CHECK(right.on_screen() == "id-right+id-line");
    CHECK(rects(right.scene) == std::vector<Rect>{{0, 0, 200, 80}, {-200, 80, 400, 20}});
    CHECK(right.times_opened("left") == 0);
    CHECK(right.observer.started.size() == 2);
}

TEST_CASE("layouts are stretched to the wall, not to the display") {
    PlayoutRig rig;
    Presentation presentation = at(300);
    presentation.manifest->wall->whole = {800, 200};
    rig.show(presentation);
    rig.run_until(noon + 2s);
    CHECK(rects(rig.scene) == std::vector<Rect>{{-300, 0, 400, 160}, {100, 0, 400, 160}});
}

TEST_CASE("a display that gets another place shows it at once") {
    PlayoutRig rig;
    rig.show(at(0));
    rig.run_until(noon + 2s);
    rig.show(at(200));
    rig.run_until(noon + 3s);
    CHECK(rig.on_screen() == "id-right+id-line");
}

TEST_CASE("a notice is laid out for each display alone") {
    PlayoutRig rig;
    Presentation presentation = at(200);
    Override notice;
    notice.id = OverrideId{"notice"};
    notice.serial = 1;
    notice.displays = {DisplayId{"display"}};
    notice.issued_at = noon;
    notice.not_after = noon + 3'600s;
    notice.action = Notice{.text = "请疏散"};
    presentation.overrides.push_back(notice);
    rig.show(presentation);
    rig.run_until(noon + 2s);
    CHECK(rects(rig.scene) == std::vector<Rect>{{0, 0, 200, 100}});
}

TEST_CASE("between the zones of a wall there is its background, not the slate") {
    PlayoutRig rig;
    Presentation presentation = at(200);
    Program program = row_program();
    program.layout.zones.resize(1);
    program.layout.background = {0, 0, 80, 255};
    presentation.programs[program.id] = std::make_shared<const Program>(program);
    rig.show(presentation);
    rig.run_until(noon + 3s);
    CHECK(rig.scene.zones.empty());
    CHECK(rig.scene.background == Colour{0, 0, 80, 255});
    CHECK(rig.scene.rung == Rung::scheduled);
}
