#include "schemas/rules/health.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const Instant now = *instant_from_rfc3339("2026-11-21T08:00:00Z");

// A display that does what it should.
struct Scene {
    DisplayHeartbeat heartbeat;
    Sighting sighting;

    Scene() {
        heartbeat.active = {1, 7};
        heartbeat.rung = Rung::scheduled;
        sighting.last_contact = now - 20s;
        sighting.wanted = {1, 7};
        sighting.wanted_since = now - 1h;
    }

    std::string word() {
        sighting.heartbeat = &heartbeat;
        const Health health = judge_health(sighting, now);
        return std::string(to_slug(health.word)) + " " + health.cause;
    }
};

} // namespace

TEST_CASE("a display that shows what it should is showing") {
    CHECK(Scene{}.word() == "showing ");
    Scene scene;
    scene.heartbeat.rung = Rung::notice;
    CHECK(scene.word() == "showing ");
    scene.heartbeat.rung = Rung::filler;
    CHECK(scene.word() == "showing ");
}

TEST_CASE("a display is offline when its player was never seen or missed three contacts") {
    Scene scene;
    scene.sighting.last_contact = now - 90s;
    CHECK(scene.word() == "showing ");
    scene.sighting.last_contact = now - 91s;
    CHECK(scene.word() == "offline silent");
    scene.sighting.contact_interval = 60s;
    CHECK(scene.word() == "showing ");
    scene.sighting.last_contact.reset();
    CHECK(scene.word() == "offline never_seen");
}

TEST_CASE("a display that is planned to be off is not blamed for silence") {
    Scene scene;
    scene.sighting.last_contact = now - 9h;
    scene.sighting.planned = Rung::off;
    CHECK(scene.word() == "planned_off off_hours");
}

TEST_CASE("dark on purpose is not abnormal") {
    Scene scene;
    scene.heartbeat.rung = Rung::off;
    CHECK(scene.word() == "planned_off off_hours");
    scene.heartbeat.rung = Rung::black;
    CHECK(scene.word() == "planned_off black");
}

TEST_CASE("an older manifest is out of date with a reason at once, without one after a while") {
    Scene scene;
    scene.sighting.wanted = {1, 8};
    scene.sighting.wanted_since = now - 60s;
    CHECK(scene.word() == "showing ");
    scene.heartbeat.blocked = "disk_full";
    CHECK(scene.word() == "out_of_date disk_full");
    scene.heartbeat.blocked.clear();
    scene.sighting.wanted_since = now - 1h;
    CHECK(scene.word() == "out_of_date not_updating");
}

TEST_CASE("a player without an output or with content put off says so before anything else") {
    Scene scene;
    scene.heartbeat.quarantine.push_back({"item", "damaged_media", "", now});
    scene.heartbeat.quarantine.push_back({"content", "crash_loop", "", now});
    CHECK(scene.word() == "abnormal crash_loop");
    scene.heartbeat.rung = Rung::slate;
    CHECK(scene.word() == "abnormal crash_loop");
    scene.heartbeat.quarantine.push_back({"output", "output_lost", "", now});
    CHECK(scene.word() == "abnormal output_lost");
    scene.heartbeat.rung = Rung::notice;
    CHECK(scene.word() == "abnormal output_lost");
    scene.heartbeat.rung = Rung::black;
    CHECK(scene.word() == "planned_off black");
}

TEST_CASE("a slate, a quarantine or a clock nobody believes is abnormal, with its cause") {
    Scene scene;
    scene.heartbeat.rung = Rung::last_good;
    CHECK(scene.word() == "abnormal nothing_to_show");
    scene.heartbeat.rung = Rung::slate;
    scene.heartbeat.active = {};
    scene.sighting.wanted = {};
    CHECK(scene.word() == "abnormal no_manifest");
    scene.sighting.wanted = {1, 1};
    scene.sighting.wanted_since = now;
    CHECK(scene.word() == "abnormal updating");
    Scene damaged;
    damaged.heartbeat.quarantine.push_back({"item", "damaged_media", "", now});
    CHECK(damaged.word() == "abnormal damaged_media");
    damaged.sighting.clock_trusted = false;
    CHECK(damaged.word() == "abnormal clock_untrusted");
}
