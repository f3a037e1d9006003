// What a plan comes to, day by day.
#include <catch2/catch.hpp>

#include "schemas/rules/forecast.hpp"
#include "schemas/rules/showable.hpp"
#include "schemas/rules/zone_time.hpp"
#include "tests/unit/schemas/rules/random_manifest.hpp"

using namespace marquee;
using namespace marquee::rules;

namespace {

LocalDate date(const char* text) {
    return *date_from_iso(text);
}

DailyWindow window(int from, int to) {
    return {TimeOfDay{from * 3'600}, TimeOfDay{to * 3'600}};
}

ProgramRef program(const char* id, int seconds) {
    return {.id = ProgramId{id}, .cycle = Seconds{seconds}};
}

Schedule schedule(const char* id, const char* of_program, std::vector<DailyWindow> windows) {
    return {.id = ScheduleId{id}, .program = ProgramId{of_program}, .times = {.windows = windows}};
}

// Two that share the afternoon, filler before and after, dark by night. Far from the end.
Manifest plan() {
    return {.not_after = never,
            .programs = {program("a", 10), program("b", 20), program("f", 60)},
            .schedules = {schedule("s-a", "a", {window(8, 18)}),
                          schedule("s-b", "b", {window(12, 18)})},
            .filler = {ProgramId{"f"}},
            .off_hours = {{.windows = {window(22, 6)}}}};
}

const Share* share_of(const ForecastDay& day, const char* id) {
    for (const Share& share : day.shares) {
        if (share.program == ProgramId{id}) {
            return &share;
        }
    }
    return nullptr;
}

} // namespace

TEST_CASE("a day's forecast has the minutes and plays of everybody who comes to the glass") {
    const auto days = forecast(PreparedManifest(plan()), date("2026-11-23"), 2);
    REQUIRE(days.size() == 2);
    CHECK(days[0].date == date("2026-11-23"));
    CHECK(days[0].whole);
    CHECK(share_of(days[0], "a")->airtime == Airtime{std::chrono::hours{4 + 2}, 1'440 + 720});
    CHECK(share_of(days[0], "b")->airtime == Airtime{std::chrono::hours{4}, 720});
    CHECK(share_of(days[0], "f")->airtime.shown == std::chrono::hours{2 + 4});
    CHECK(days[0].scheduled == std::chrono::hours{10});
    CHECK(days[1].date == date("2026-11-24"));
    CHECK(days[1].shares == days[0].shares);
}

TEST_CASE("days are those of the wall, also where the clock is changed") {
    const Instant spring = *instant_from_rfc3339("2026-03-29T01:00:00Z");
    Manifest all_day{.not_after = never,
                     .zone = {.name = "Europe/Vienna",
                              .offset_seconds_before = 3'600,
                              .transitions = {{spring, 7'200, "CEST"}}},
                     .programs = {program("a", 10)},
                     .schedules = {schedule("s", "a", {})}};
    const auto days = forecast(PreparedManifest(all_day), date("2026-03-28"), 2);
    CHECK(days[0].scheduled == std::chrono::hours{24});
    CHECK(days[1].scheduled == std::chrono::hours{23});
}

TEST_CASE("a forecast is what the spans of its days add up to") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 40; ++i) {
        Manifest manifest = tests::random_manifest(random);
        manifest.not_after = never;
        const PreparedManifest prepared(manifest);
        for (const ForecastDay& day : forecast(prepared, date("2026-02-27"), 3)) {
            const DisplayId display;
            const Interval time = day_interval(manifest.zone, day.date);
            Microseconds shown{0};
            std::int64_t plays = 0;
            for (const Span& span : spans_in({.manifest = &prepared, .display = display}, time)) {
                for (const Share& share : span.shares) {
                    shown += share.airtime.shown;
                    plays += share.airtime.plays;
                }
            }
            for (const Share& share : day.shares) {
                shown -= share.airtime.shown;
                plays -= share.airtime.plays;
            }
            CHECK(shown == Microseconds{0});
            CHECK(plays == 0);
        }
    }
}

TEST_CASE("small screens show words, loudspeakers what is heard") {
    const Size low{192, 32};
    const Size usual{1'920, 1'080};
    CHECK(can_show(Slogan{}, DisplayKind::screen, low));
    CHECK_FALSE(can_show(Poster{}, DisplayKind::screen, low));
    CHECK_FALSE(can_show(Poster{}, DisplayKind::screen, {63, 1'000}));
    CHECK(can_show(Poster{}, DisplayKind::screen, {64, 64}));
    CHECK(can_show(Video{}, DisplayKind::screen, usual));
    CHECK_FALSE(can_show(Audio{}, DisplayKind::screen, usual));
    CHECK(can_show(Audio{}, DisplayKind::loudspeaker, {}));
    CHECK(can_show(Video{}, DisplayKind::loudspeaker, {}));
    CHECK_FALSE(can_show(Video{.volume_percent = 0}, DisplayKind::loudspeaker, {}));
    CHECK_FALSE(can_show(Slogan{}, DisplayKind::loudspeaker, {}));
    CHECK(can_show(ClockFace{}, DisplayKind::screen, low));
    CHECK(can_show(Countdown{}, DisplayKind::screen, low));
    CHECK_FALSE(can_show(ClockFace{}, DisplayKind::loudspeaker, {}));
    CHECK_FALSE(can_show(Qr{.text = "https://police.example/96110"}, DisplayKind::screen, low));
    CHECK(can_show(Qr{.text = "https://police.example/96110"}, DisplayKind::screen, {64, 64}));
    Program mixed;
    mixed.layout.zones = {{.playlist = {{{.content = Poster{}}, {.content = Slogan{}}}}}};
    CHECK(shows_anything(mixed, DisplayKind::screen, low));
    mixed.layout.zones.front().playlist.items.pop_back();
    CHECK_FALSE(shows_anything(mixed, DisplayKind::screen, low));
}
