// How bright a display is, from manifest and sensor to the scene.
#include <catch2/catch.hpp>

#include "player/playout/dimmer.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

class ScriptedLight final : public AmbientLight {
public:
    std::optional<std::int32_t> share() const override { return says; }
    std::optional<std::int32_t> says;
};

// Noon is 100 percent by the curve, midnight 0; from two on the cap holds.
Presentation dimmed(std::int32_t curve_percent, std::optional<std::int32_t> cap_percent) {
    Presentation presentation = showing(program_of("a", {item_named("a", 60s)}));
    presentation.manifest->brightness.curve = {{TimeOfDay{0}, curve_percent}};
    if (cap_percent) {
        LevelCap cap;
        cap.percent = *cap_percent;
        cap.times.windows.push_back({{14 * 3'600}, {6 * 3'600}});
        presentation.manifest->brightness.caps.push_back(cap);
    }
    return presentation;
}

} // namespace

TEST_CASE("the first level is taken at once, the next one in steps that end where they should") {
    Dimmer dimmer;
    CHECK(dimmer.at(noon) == 1'000);
    dimmer.want(300, noon);
    CHECK(dimmer.at(noon) == 300);
    CHECK_FALSE(dimmer.next_change(noon));
    dimmer.want(1'000, noon + 1s);
    std::int32_t before = 300;
    int steps = 0;
    for (auto at = dimmer.next_change(noon + 1s); at; at = dimmer.next_change(*at)) {
        CHECK(dimmer.at(*at - 1us) == before);
        CHECK(dimmer.at(*at) > before);
        CHECK(dimmer.at(*at) - before <= 50);
        before = dimmer.at(*at);
        REQUIRE(++steps < 100);
    }
    CHECK(before == 1'000);
    CHECK(steps > 10);
    CHECK(dimmer.at(noon + 1s + Dimmer::dimming_time) == 1'000);
}

TEST_CASE("a change on the way goes on from where it is, and a clock set back ends it") {
    Dimmer dimmer;
    dimmer.want(1'000, noon);
    dimmer.want(0, noon + 1s);
    const std::int32_t half_way = dimmer.at(noon + 2s);
    CHECK(half_way > 100);
    CHECK(half_way < 400);
    dimmer.want(1'000, noon + 2s);
    CHECK(dimmer.at(noon + 2s) == half_way);
    CHECK(dimmer.at(noon + 2s + Dimmer::step_time) > half_way);
    dimmer.want(1'000, noon - 3'600s);
    CHECK(dimmer.at(noon - 3'600s) == 1'000);
    CHECK_FALSE(dimmer.next_change(noon - 3'600s));
}

TEST_CASE("a display is as bright as its manifest says") {
    PlayoutRig rig;
    rig.show(dimmed(40, std::nullopt));
    rig.run_until(noon + 1s);
    CHECK(rig.scene.brightness == 400);
    const auto frames = rig.observer.frames.size();
    rig.run_until(noon + 60s);
    CHECK(rig.observer.frames.size() <= frames + 2); // nothing moves, nothing is drawn
}

TEST_CASE("a cap comes smoothly, and holds against the sensor") {
    PlayoutRig rig;
    ScriptedLight light;
    rig.engine.heed(light);
    rig.show(dimmed(100, 30));
    const Instant two = noon + 2h;
    rig.run_until(two - 1ms);
    CHECK(rig.scene.brightness == 1'000);
    rig.run_until(two + 500ms);
    CHECK(rig.scene.brightness < 1'000);
    CHECK(rig.scene.brightness > 300);
    rig.run_until(two + 3s);
    CHECK(rig.scene.brightness == 300);
    light.says = 800; // a bright square at night: 80 percent, but never more than the cap
    rig.run_until(two + 8s);
    CHECK(rig.scene.brightness == 300);
    light.says = 100;
    rig.run_until(two + 16s);
    CHECK(rig.scene.brightness == 100);
    light.says.reset(); // the sensor is gone: by the schedule alone
    rig.run_until(two + 24s);
    CHECK(rig.scene.brightness == 300);
}

TEST_CASE("what stands still is drawn anew while it is dimmed, and not longer") {
    PlayoutRig rig;
    ScriptedLight light;
    light.says = 1'000;
    rig.engine.heed(light);
    rig.show(dimmed(100, std::nullopt));
    rig.run_until(noon + 2s);
    const auto before = rig.observer.frames.size();
    light.says = 500;
    rig.run_until(noon + 6s);
    const auto dimming = rig.observer.frames.size() - before;
    CHECK(rig.scene.brightness == 500);
    CHECK(dimming > 5);
    CHECK(dimming < 60);
    rig.run_until(noon + 30s);
    CHECK(rig.observer.frames.size() - before == dimming);
}
