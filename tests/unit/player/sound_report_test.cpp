// What a heartbeat says of the sound.
#include "player/sound_report.hpp"

#include <catch2/catch.hpp>

#include "player/open_sound.hpp"
#include "player/panel_settings.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/health.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/plugged_devices.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// A screen and a loudspeaker, both at what was scheduled.
class TwoDisplays final : public HeartbeatSource {
public:
    Heartbeat heartbeat(const SyncReport&) override {
        Heartbeat heartbeat;
        heartbeat.clock.utc = now;
        for (const char* name : {"main", "horn"}) {
            DisplayHeartbeat display;
            display.name = name;
            display.rung = Rung::scheduled;
            if (horn_says_output_lost && display.name == "horn") {
                display.quarantine.push_back({"output", "output_lost", {}, now});
            }
            heartbeat.displays.push_back(display);
        }
        return heartbeat;
    }
    Instant now{1'000s};
    bool horn_says_output_lost = false;
};

const std::vector<DisplayPlace> displays{{"main", {0, 0, 64, 64}},
                                         {"horn", {}, DisplayKind::loudspeaker}};

std::vector<std::string> troubled(const Heartbeat& heartbeat) {
    std::vector<std::string> names;
    for (const DisplayHeartbeat& display : heartbeat.displays) {
        if (!display.quarantine.empty()) {
            names.push_back(display.name + " " + display.quarantine.back().code);
        }
    }
    return names;
}

} // namespace

TEST_CASE("a missing sound device is a loudspeaker's trouble, a lost one everybody's") {
    ManualClock clock{Instant{}, 100s};
    PluggedDevices devices;
    devices.unplug();
    SoundOutput output(devices, clock);
    TwoDisplays rest;
    SoundReport report(rest, &output, displays);
    CHECK(troubled(report.heartbeat({})) == std::vector<std::string>{"horn sound_lost"});
    devices.plug();
    clock.advance(1s);
    output.tend();
    CHECK(troubled(report.heartbeat({})).empty());
    devices.unplug();
    output.tend();
    rest.now += 5s;
    CHECK(troubled(report.heartbeat({}))
          == std::vector<std::string>{"main no_sound", "horn sound_lost"});
    const Instant since = rest.now;
    rest.now += 60s;
    CHECK(report.heartbeat({}).displays[0].quarantine[0].since == since);
}

TEST_CASE("a loudspeaker's lost output is its sound") {
    ManualClock clock{Instant{}, 100s};
    PluggedDevices devices;
    devices.unplug();
    SoundOutput output(devices, clock);
    TwoDisplays rest;
    rest.horn_says_output_lost = true;
    SoundReport report(rest, &output, displays);
    CHECK(report.heartbeat({}).displays[1].quarantine.size() == 1);
    CHECK(rules::player_fault(report.heartbeat({}).displays[1]) == rules::sound_lost);
}

TEST_CASE("where nothing is to be heard, nothing is missed") {
    TwoDisplays rest;
    SoundReport report(rest, nullptr, displays);
    CHECK(troubled(report.heartbeat({})).empty());
}

TEST_CASE("a loudspeaker that never presented anything says that it has no device") {
    DisplayHeartbeat heartbeat;
    heartbeat.active = {1, 1};
    heartbeat.quarantine.push_back({"sound output", std::string(rules::sound_lost), {}, {}});
    rules::Sighting sighting;
    sighting.last_contact = Instant{};
    sighting.heartbeat = &heartbeat;
    const rules::Health health = rules::judge_health(sighting, Instant{});
    CHECK(health.word == rules::HealthWord::abnormal);
    CHECK(health.cause == "sound_lost");
}

TEST_CASE("a display may be called a loudspeaker, and has no size then") {
    const auto horn = display_from_text("horn=loudspeaker");
    REQUIRE(horn);
    CHECK(horn->name == "horn");
    CHECK(horn->kind == DisplayKind::loudspeaker);
    CHECK(horn->place.size() == Size{});
    CHECK(display_from_text("main=64x32")->kind == DisplayKind::screen);
    CHECK_FALSE(display_from_text("=loudspeaker"));
    CHECK_FALSE(display_from_text("horn=loudspeaker+1+2"));
}
