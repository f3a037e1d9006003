// What is told to people about a display's day never disagrees with what the display does.
#include <algorithm>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/explanation.hpp"
#include "schemas/rules/spans.hpp"
#include "tests/unit/schemas/rules/random_hours.hpp"
#include "tests/unit/schemas/rules/random_manifest.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

const DisplayId display{"d"};

// A random manifest, and instants in its days.
struct Chance {
    explicit Chance(std::uint64_t seed) : random(seed), manifest(random_manifest(random)) {}

    Instant instant() { return utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000); }
    Situation situation(ClockTrust clock = ClockTrust::trusted) const {
        return {&prepared, {}, display, {}, clock};
    }

    Random random;
    Manifest manifest;
    PreparedManifest prepared{manifest};
};

std::size_t count(const std::vector<Candidate>& candidates, Standing standing) {
    return static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.end(),
                      [&](const Candidate& each) { return each.standing == standing; }));
}

// Every schedule on its rung, one shown or none, and nobody outranked from below.
void check_ladder(const Explanation& told, const Manifest& manifest) {
    REQUIRE(told.rungs.size() == 9);
    std::size_t schedules = 0;
    std::size_t taken = 0;
    for (const RungTried& each : told.rungs) {
        schedules += each.priority ? each.candidates.size() : 0;
        if (each.taken) {
            ++taken;
            CHECK(each.rung == told.timeline.rung);
        }
        const bool above = taken == 0;
        CHECK_FALSE((above && count(each.candidates, Standing::outranked) > 0));
        const std::size_t shown = count(each.candidates, Standing::shown);
        const std::size_t waiting = count(each.candidates, Standing::waits_its_turn);
        CHECK(((shown > 0) == (each.taken && each.rung != Rung::last_good)));
        CHECK_FALSE((waiting > 0 && !each.taken));
    }
    CHECK(taken == 1);
    CHECK(schedules == manifest.schedules.size());
}

bool is_absence(Standing standing) {
    return standing == Standing::before_its_dates || standing == Standing::after_its_dates
           || standing == Standing::other_weekday || standing == Standing::outside_its_hours
           || standing == Standing::other_day || standing == Standing::holidays_unknown;
}

Manifest shop_hours() {
    Manifest manifest;
    manifest.zone = {"Asia/Shanghai", "", 8 * 3'600, {}};
    manifest.not_after = never;
    manifest.programs = {{.id = {"film"}, .cycle = 60s}, {.id = {"words"}, .cycle = 30s}};
    manifest.schedules = {{{"day"},
                           "",
                           {"film"},
                           PriorityClass::normal,
                           {{}, {}, {{{9 * 3'600}, {18 * 3'600}}}},
                           false},
                          {{"always"}, "", {"words"}, PriorityClass::normal, {}, false},
                          {{"urgent"},
                           "",
                           {"words"},
                           PriorityClass::urgent,
                           {{LocalDate{std::chrono::year{2026} / 12 / 1}, {}}, {}, {}},
                           false}};
    return manifest;
}

} // namespace

TEST_CASE("an explanation agrees with what is shown, at any instant of random manifests") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Chance chosen{seed};
        for (int i = 0; i < 20; ++i) {
            const Instant now = chosen.instant();
            const ClockTrust clock =
                chance(chosen.random, 80) ? ClockTrust::trusted : ClockTrust::untrusted;
            const Explanation told = explain(chosen.situation(clock), now);
            INFO("seed " << seed << " at " << to_rfc3339(now));
            REQUIRE(told.timeline == evaluate(chosen.situation(clock), now));
            check_ladder(told, chosen.manifest);
        }
    }
}

TEST_CASE("in planned hours too nobody is outranked by what is less urgent") {
    std::size_t spent = 0;
    std::size_t resting = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Random random{seed};
        Manifest manifest = random_manifest(random);
        add_hours(random, manifest);
        const PreparedManifest prepared{manifest};
        const Situation situation{&prepared, {}, display, {}};
        for (int i = 0; i < 20; ++i) {
            const Instant now = utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000);
            const Explanation told = explain(situation, now);
            REQUIRE(told.timeline == evaluate(situation, now));
            std::size_t shown = 0;
            bool taken = false;
            for (const RungTried& each : told.rungs) {
                INFO("seed " << seed << " at " << to_rfc3339(now));
                taken = taken || each.taken;
                shown += each.rung == Rung::scheduled ? count(each.candidates, Standing::shown) : 0;
                CHECK_FALSE((!taken && count(each.candidates, Standing::outranked) > 0));
                spent += count(each.candidates, Standing::share_spent);
                resting += count(each.candidates, Standing::pace_reached);
            }
            CHECK(shown == (told.timeline.rung == Rung::scheduled ? 1U : 0U));
        }
    }
    CHECK(spent > 20);
    CHECK(resting > 20);
}

TEST_CASE("the next run that is told is the next there is") {
    std::size_t looked = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Chance chosen{seed};
        const Instant now = chosen.instant();
        const auto holidays =
            std::make_shared<const HolidayTable>(chosen.manifest.holidays.value_or(HolidayTable{}));
        for (const RungTried& rung : explain(chosen.situation(), now).rungs) {
            for (const Candidate& each : rung.candidates) {
                if (!is_absence(each.standing) || each.schedule.empty()) {
                    continue;
                }
                const auto schedule =
                    std::find_if(chosen.manifest.schedules.begin(), chosen.manifest.schedules.end(),
                                 [&](const Schedule& row) { return row.id == each.schedule; });
                const PreparedTimes times(schedule->times,
                                          {.zone = chosen.manifest.zone, .holidays = holidays});
                const Instant end = each.run ? each.run->from : now + 40 * 24h;
                for (Instant then = now; then < end; then += 7min) {
                    REQUIRE_FALSE(
                        times.at(wall_moment(chosen.manifest.zone, then), chosen.manifest.zone)
                            .run);
                }
                if (each.run) {
                    CHECK(times.at(wall_moment(chosen.manifest.zone, end), chosen.manifest.zone).run
                          == each.run);
                }
                ++looked;
            }
        }
    }
    CHECK(looked > 50);
}

TEST_CASE("a day is told in the words people ask with") {
    const PreparedManifest prepared{shop_hours()};
    const Situation situation{&prepared, {}, display, {}};
    const Instant night = utc("2026-11-22T20:00:00Z"); // four in the morning in Shanghai
    const Explanation told = explain(situation, night);
    const auto& urgent = told.rungs[3];
    CHECK(urgent.priority == PriorityClass::urgent);
    CHECK(urgent.candidates[0].standing == Standing::before_its_dates);
    CHECK(urgent.candidates[0].run == Interval{utc("2026-11-30T16:00:00Z"), never});
    const auto& normal = told.rungs[5];
    CHECK(normal.taken);
    CHECK(normal.candidates[0].schedule.value == "always");
    CHECK(normal.candidates[0].standing == Standing::shown);
    CHECK(normal.candidates[1].standing == Standing::outside_its_hours);
    CHECK(normal.candidates[1].run
          == Interval{utc("2026-11-23T01:00:00Z"), utc("2026-11-23T10:00:00Z")});
    CHECK(to_slug(normal.candidates[1].standing) == "outside_its_hours");
}

TEST_CASE("by day two share the hour, and each has its part of it") {
    const PreparedManifest prepared{shop_hours()};
    const Situation situation{&prepared, {}, display, {}};
    const Instant nine = utc("2026-11-22T01:00:00Z");
    const auto airtime = [&](Interval within) {
        const std::vector<Span> spans = spans_in(situation, within);
        REQUIRE(spans.size() == 1);
        REQUIRE(spans[0].shares.size() == 2); // "always" before "day"
        return std::vector{spans[0].shares[0].airtime, spans[0].shares[1].airtime};
    };
    CHECK(airtime({nine, nine + 1h}) == std::vector<Airtime>{{20min, 40}, {40min, 40}});
    CHECK(airtime({nine + 10s, nine + 40s}) == std::vector<Airtime>{{20s, 0}, {10s, 1}});
    const Explanation told = explain(situation, nine + 45s);
    CHECK(told.rungs[5].candidates[0].standing == Standing::waits_its_turn);
    CHECK(told.rungs[5].candidates[1].standing == Standing::shown);
}

TEST_CASE("overrides, darkness and an unproven clock are told apart") {
    Manifest manifest = shop_hours();
    manifest.off_hours = {{{}, {}, {{{23 * 3'600}, {6 * 3'600}}}}};
    const PreparedManifest prepared{manifest};
    const Instant night = utc("2026-11-22T20:00:00Z");
    const std::vector<Override> overrides{{.id = {"black"},
                                           .serial = 1,
                                           .not_after = night + 1h,
                                           .displays = {display},
                                           .action = Black{}},
                                          {.id = {"black"},
                                           .serial = 3,
                                           .not_after = night + 1h,
                                           .displays = {display},
                                           .action = Lift{}},
                                          {.id = {"notice"},
                                           .serial = 2,
                                           .not_after = night + 1h,
                                           .displays = {display},
                                           .action = Notice{.text = "台风"}},
                                          {.id = {"elsewhere"},
                                           .serial = 4,
                                           .not_after = night + 1h,
                                           .displays = {{"other"}},
                                           .action = Black{}}};
    const Explanation told = explain({&prepared, overrides, display, {}}, night);
    REQUIRE(told.rungs[0].candidates.size() == 1);
    CHECK(told.rungs[0].candidates[0].standing == Standing::ended);
    CHECK(told.rungs[1].taken);
    CHECK(told.rungs[1].candidates[0].standing == Standing::shown);
    CHECK(told.rungs[2].candidates[0].standing == Standing::outranked);
    const Explanation dark = explain({&prepared, {}, display, {}}, night);
    CHECK(dark.rungs[2].taken);
    CHECK(dark.rungs[5].candidates[0].standing == Standing::outranked);
    const Explanation lost = explain({&prepared, {}, display, {}, ClockTrust::untrusted}, night);
    CHECK(lost.rungs[2].candidates[0].standing == Standing::time_not_proven);
    CHECK(lost.rungs[5].candidates[0].standing == Standing::time_not_proven);
    CHECK(lost.rungs[8].taken);
    const Explanation bare = explain({nullptr, {}, display, {}}, night);
    CHECK(bare.rungs.size() == 9);
    CHECK(bare.rungs[8].taken);
}
