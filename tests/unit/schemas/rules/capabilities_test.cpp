#include "schemas/rules/capabilities.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;

namespace {

using Names = std::vector<std::string>;

Schedule schedule(const char* id) {
    Schedule schedule;
    schedule.id = {id};
    return schedule;
}

Times on_workdays() {
    Times times;
    times.on = {DayKinds{1}};
    return times;
}

// Something of everything.
Manifest full_manifest() {
    Manifest manifest;
    manifest.schedules = {schedule("plain"), schedule("days"), schedule("interrupt"),
                          schedule("heavy")};
    manifest.schedules[1].times = on_workdays();
    manifest.schedules[2].interrupt_seconds_per_hour = 60;
    manifest.schedules[3].weight = 2;
    manifest.off_hours = {Times{}, on_workdays()};
    manifest.volume.caps = {{Times{}, 10}, {on_workdays(), 5}};
    manifest.brightness.curve = {{{0}, 40}};
    manifest.holidays = HolidayTable{};
    return manifest;
}

} // namespace

TEST_CASE("what the first release could do needs nothing") {
    CHECK(needed_capabilities(Schedule{}).empty());
    CHECK(needed_capabilities(Program{}).empty());
    Manifest manifest;
    manifest.schedules = {Schedule{}};
    manifest.off_hours = {Times{}};
    CHECK(needed_capabilities(manifest).empty());
}

TEST_CASE("every new member of a schedule needs its capability") {
    Schedule value;
    value.times.windows = {{{0}, {60}, {0b1}}};
    CHECK(needed_capabilities(value) == Names{"schedule.day_rules"});
    value = {};
    value.times.exceptions = {{{DayKinds{1}}, {}}};
    CHECK(needed_capabilities(value) == Names{"schedule.day_rules"});
    value = {};
    value.plays_per_hour_max = 3;
    CHECK(needed_capabilities(value) == Names{"schedule.pace"});
    value = {};
    value.repeat_gap = Seconds{60};
    CHECK(needed_capabilities(value) == Names{"schedule.pace"});
    value = {};
    value.interrupt_seconds_per_hour = 30;
    CHECK(needed_capabilities(value) == Names{"schedule.interrupts"});
}

TEST_CASE("the validity of an item needs its capability") {
    Program program;
    program.layout.zones.resize(1);
    program.layout.zones.front().playlist.items.resize(2);
    CHECK(needed_capabilities(program).empty());
    program.layout.zones.front().playlist.items[1].not_after = Instant{};
    CHECK(needed_capabilities(program) == Names{"program.item_validity"});
}

TEST_CASE("a chime needs its capability, a sound without one does not") {
    Program program;
    program.layout.zones.resize(1);
    program.layout.zones.front().playlist.items.resize(1);
    Audio sound;
    program.layout.zones.front().playlist.items.front().content = sound;
    CHECK(needed_capabilities(program).empty());
    sound.chime = true;
    program.layout.zones.front().playlist.items.front().content = sound;
    CHECK(needed_capabilities(program) == Names{"program.chime"});
}

TEST_CASE("whatever is newer in a program needs its capability") {
    Program program;
    program.layout.zones.resize(1);
    Zone& zone = program.layout.zones.front();
    zone.playlist.items.resize(3);
    zone.playlist.items[0].content = Poster{};
    zone.playlist.items[1].transition = {TransitionKind::crossfade, Milliseconds{500}};
    CHECK(needed_capabilities(program).empty());
    std::get<Poster>(zone.playlist.items[0].content).motion = PosterMotion::zoom_in;
    CHECK(needed_capabilities(program) == Names{"program.poster_motion"});
    zone.playlist.items[0].content = Qr{};
    zone.playlist.items[1].content = Countdown{};
    zone.playlist.items[2].content = ClockFace{};
    CHECK(needed_capabilities(program)
          == Names{"program.clock", "program.countdown", "program.qr"});
    zone.playlist.items.resize(1);
    zone.playlist.items[0] = {};
    zone.playlist.items[0].transition.kind = TransitionKind::slide;
    zone.opacity_percent = 99;
    CHECK(needed_capabilities(program) == Names{"program.opacity", "program.transitions"});
    zone.playlist.items[0].transition.kind = TransitionKind::wipe;
    CHECK(needed_capabilities(program) == Names{"program.opacity", "program.transitions"});
    CHECK(missing({.capabilities = program_capabilities()}, needed_capabilities(program)).empty());
}

TEST_CASE("a manifest needs what its parts need, and a player misses what it does not announce") {
    const Names needed = needed_capabilities(full_manifest());
    CHECK(
        needed
        == Names{"schedule.day_rules", "schedule.interrupts", "schedule.levels", "schedule.pace"});
    Software software;
    CHECK(missing(software, needed) == needed);
    software.capabilities = {"schedule.pace", "schedule.day_rules", "video"};
    CHECK(missing(software, needed) == Names{"schedule.interrupts", "schedule.levels"});
    software.capabilities = schedule_capabilities();
    CHECK(missing(software, needed).empty());
}

TEST_CASE("for an old player all that it would refuse is left out, and nothing else") {
    Manifest manifest = full_manifest();
    CHECK(leave_out(manifest, {"video"})
          == std::vector<ScheduleId>{{"days"}, {"interrupt"}, {"heavy"}});
    CHECK(needed_capabilities(manifest).empty());
    CHECK(manifest.schedules == std::vector<Schedule>{schedule("plain")});
    CHECK(manifest.off_hours == std::vector<Times>{Times{}});

    manifest = full_manifest();
    CHECK(leave_out(manifest, {"schedule.levels", "schedule.pace"})
          == std::vector<ScheduleId>{{"days"}, {"interrupt"}});
    CHECK(manifest.volume.caps == std::vector<LevelCap>{{Times{}, 10}});
    CHECK(manifest.brightness == full_manifest().brightness);
    CHECK_FALSE(manifest.holidays);

    manifest = full_manifest();
    CHECK(leave_out(manifest, schedule_capabilities()).empty());
    CHECK(manifest == full_manifest());
}
