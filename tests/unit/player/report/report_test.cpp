#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

#include "player/report/heartbeat_builder.hpp"
#include "player/report/linux_probe.hpp"
#include "player/report/reporter.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/contact.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

const DisplayId wall{"01930000-0000-7000-8000-000000000001"};

ZoneShowing slogan() {
    ZoneShowing zone;
    zone.zone = "whole";
    zone.program = {"01930000-0000-7000-8000-000000000002"};
    zone.revision = 1;
    zone.item = {"01930000-0000-7000-8000-000000000003"};
    zone.item_name = "陌生来电要提防";
    return zone;
}

PresentedFrame frame(bool missed) {
    PresentedFrame frame;
    frame.display = wall;
    frame.rung = Rung::scheduled;
    frame.missed = missed;
    frame.zones = {slogan()};
    return frame;
}

Quarantined quarantined(const std::string& what, int second) {
    return {what, "damaged_media", "does not decode", Instant(Seconds(second))};
}

SyncReport one_display() {
    SyncReport sync;
    sync.player = {"01930000-0000-7000-8000-000000000009"};
    sync.nonce = "0123456789abcdef";
    sync.displays = {{wall, "main", {1, 4}, ManifestNumber{1, 5}, "disk_full"}};
    return sync;
}

class FixedProbe final : public DeviceProbe {
public:
    Vitals vitals() override {
        Vitals vitals;
        vitals.disk_free_bytes = 7;
        return vitals;
    }
};

void put(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

TEST_CASE("frames are counted, and late ones among them") {
    FrameWatch watch;
    watch.frame_presented(frame(false));
    watch.frame_presented(frame(true));
    watch.frame_presented(frame(false));
    const DisplayWatch seen = watch.snapshot().at(wall);
    CHECK(seen.frames_presented == 3);
    CHECK(seen.frames_late == 1);
    CHECK(seen.rung == Rung::scheduled);
    CHECK(seen.zones == std::vector{slogan()});
}

TEST_CASE("a display on the slate shows no item") {
    FrameWatch watch;
    watch.frame_presented(frame(false));
    PresentedFrame slate = frame(false);
    slate.rung = Rung::slate;
    slate.zones.clear();
    watch.frame_presented(slate);
    CHECK(watch.snapshot().at(wall).zones.empty());
    CHECK(watch.snapshot().at(wall).rung == Rung::slate);
}

TEST_CASE("what is quarantined stays listed once until it is released") {
    FrameWatch watch;
    watch.quarantined(wall, quarantined("poster", 1));
    watch.quarantined(wall, quarantined("poster", 2));
    REQUIRE(watch.snapshot().at(wall).quarantine.size() == 1);
    CHECK(watch.snapshot().at(wall).quarantine[0].since == Instant(Seconds(2)));
    watch.released(wall, "poster");
    CHECK(watch.snapshot().at(wall).quarantine.empty());
}

TEST_CASE("the render thread and the sync thread may use a frame watch at once") {
    FrameWatch watch;
    constexpr int frames = 2000;
    std::thread render([&] {
        for (int i = 0; i < frames; ++i) {
            watch.frame_presented(frame(i % 2 == 0));
        }
    });
    std::uint64_t last = 0;
    bool ascending = true;
    for (int i = 0; i < 200; ++i) {
        const auto seen = watch.snapshot();
        const std::uint64_t now = seen.empty() ? 0 : seen.at(wall).frames_presented;
        ascending = ascending && now >= last;
        last = now;
    }
    render.join();
    CHECK(ascending);
    CHECK(watch.snapshot().at(wall).frames_presented == frames);
}

TEST_CASE("a heartbeat says where each display stands, also one that showed nothing yet") {
    FrameWatch watch;
    FixedProbe probe;
    ManualClock clock;
    Reporter reporter(watch, probe, clock, {"marquee-player", "0.1.0", {}, {}}, "boot-1");
    clock.advance(Seconds(90));

    const Heartbeat first = reporter.heartbeat(one_display());
    REQUIRE(first.displays.size() == 1);
    CHECK(first.displays[0].active == ManifestNumber{1, 4});
    CHECK(first.displays[0].wanted == ManifestNumber{1, 5});
    CHECK(first.displays[0].blocked == "disk_full");
    CHECK(first.displays[0].rung == Rung::slate);
    CHECK(first.uptime == Seconds(90));
    CHECK(first.sequence == 1);
    CHECK(first.vitals.disk_free_bytes == 7);

    watch.frame_presented(frame(false));
    const Heartbeat second = reporter.heartbeat(one_display());
    CHECK(second.sequence == 2);
    CHECK(second.boot_id == "boot-1");
    CHECK(second.displays[0].rung == Rung::scheduled);
    CHECK(second.displays[0].zones == std::vector{slogan()});
}

TEST_CASE("a heartbeat keeps the newest of a long quarantine and fits the wire") {
    SyncReport sync = one_display();
    std::map<DisplayId, DisplayWatch> watched;
    for (int i = 0; i < 60; ++i) {
        watched[wall].quarantine.push_back(quarantined("item " + std::to_string(i), 2 * i));
        sync.set_aside.push_back(quarantined("file " + std::to_string(i), 2 * i + 1));
    }
    std::string long_text = "x";
    while (long_text.size() < 1000) {
        long_text += "警";
    }
    sync.set_aside.back().detail = long_text;
    const Heartbeat heartbeat = build_heartbeat(
        {sync, watched, {}, {"marquee-player", "0.1.0", {}, {}}, {"boot-1", 1, {}}});
    const std::vector<Quarantined>& listed = heartbeat.displays[0].quarantine;
    REQUIRE(listed.size() == limits::quarantine_reported_max);
    CHECK(listed.back().what == "file 59");
    CHECK(listed.front().what == "item 52");
    CHECK(listed.back().detail.size() <= limits::name_bytes_max);
    CHECK(wire::read_heartbeat(wire::write_heartbeat(heartbeat)));
}

TEST_CASE("vitals are read from the files of Linux") {
    const TemporaryDirectory root;
    put(root.path() / "proc/meminfo",
        "MemTotal:        2000 kB\nMemFree:          100 kB\nMemAvailable:     500 kB\n");
    put(root.path() / "proc/loadavg", "0.42 0.30 0.20 1/234 5678\n");
    put(root.path() / "sys/class/thermal/thermal_zone0/temp", "41500\n");
    put(root.path() / "sys/class/thermal/thermal_zone1/temp", "55250\n");
    put(root.path() / "sys/class/thermal/cooling_device0/temp", "99000\n");
    LinuxProbe probe(root.path(), root.path());
    const Vitals vitals = probe.vitals();
    CHECK(vitals.memory_total_bytes == 2000 * 1024);
    CHECK(vitals.memory_available_bytes == 500 * 1024);
    CHECK(vitals.load_one_minute == Approx(0.42));
    CHECK(vitals.temperature_celsius == Approx(55.25));
    REQUIRE(vitals.disk_total_bytes);
    CHECK(*vitals.disk_free_bytes <= *vitals.disk_total_bytes);
}

TEST_CASE("a figure that cannot be read is absent") {
    const TemporaryDirectory root;
    put(root.path() / "proc/meminfo", "MemTotal: lots\n");
    LinuxProbe probe(root.path() / "gone", root.path());
    CHECK(probe.vitals() == Vitals{});
}

TEST_CASE("a lost output stands in the heartbeat until a frame is presented again") {
    FrameWatch watch;
    watch.frame_presented(frame(false));
    watch.quarantined(wall, quarantined("film", 1));
    watch.sink_failed(wall, {ErrorCode::unreachable, "the desktop is gone", {}, {}},
                      Instant(Seconds(5)));
    const Quarantined lost{"output", "output_lost", "the desktop is gone", Instant(Seconds(5))};
    CHECK(watch.snapshot().at(wall).quarantine == std::vector{quarantined("film", 1), lost});
    watch.frame_presented(frame(false));
    CHECK(watch.snapshot().at(wall).quarantine == std::vector{quarantined("film", 1)});
}
