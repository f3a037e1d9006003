// Clock hours with interrupts and paces: against the slow evaluator, and by what they promise.
#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/hour_plan.hpp"
#include "schemas/rules/timeline.hpp"
#include "tests/unit/schemas/rules/random_days.hpp"
#include "tests/unit/schemas/rules/random_hours.hpp"
#include "tests/unit/schemas/rules/reference_hours.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

const DisplayId display{"d"};

Manifest random_hours(Random& random) {
    Manifest manifest = random_manifest(random);
    add_hours(random, manifest);
    return manifest;
}

bool same(const Timeline& answer, const ReferenceHour::Second& expected) {
    if (answer.rung != expected.rung || answer.slots.empty() != expected.program.empty()) {
        return false;
    }
    return answer.slots.empty()
           || (answer.slots[0].program == expected.program
               && answer.slots[0].schedule == expected.schedule
               && answer.slots[0].from == expected.from);
}

// Ordinary content all day, and an interrupt.
Manifest one_interrupt(std::int32_t seconds_per_hour, Milliseconds cycle) {
    Manifest manifest;
    manifest.zone = {"Asia/Shanghai", "", 8 * 3'600, {}};
    manifest.not_after = never;
    manifest.programs = {{.id = {"base"}, .cycle = 40s}, {.id = {"call"}, .cycle = cycle}};
    manifest.schedules = {
        {.id = {"all-day"}, .program = {"base"}},
        {.id = {"interrupt"}, .program = {"call"}, .interrupt_seconds_per_hour = seconds_per_hour}};
    return manifest;
}

Microseconds interrupted(const Manifest& manifest, Interval within) {
    const PreparedManifest prepared{manifest};
    Microseconds sum{0};
    for (Instant hour = within.from; hour < within.to; hour += 1h) {
        const auto plan = HourPlan::of(prepared, {hour, hour + 1h});
        if (!plan) {
            continue;
        }
        for (const HourPlan::Piece& piece : plan->pieces()) {
            const PreparedSchedule* schedule = piece.turn.schedule;
            if (schedule != nullptr && schedule->interrupt_seconds_per_hour > 0) {
                sum += piece.time.to - piece.time.from;
            }
        }
    }
    return sum;
}

} // namespace

TEST_CASE("any instant of random hours is answered as the slow evaluator answers it") {
    std::size_t instants = 0;
    std::map<Rung, std::size_t> rungs;
    for (std::uint64_t seed = 1; seed <= 420; seed += slice) {
        Random random{seed};
        const Manifest manifest = random_hours(random);
        const PreparedManifest prepared{manifest};
        const Instant somewhere = utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000);
        const Interval hour = clock_hour(manifest.zone, somewhere);
        if (!HourPlan::of(prepared, hour)) {
            continue;
        }
        const ReferenceTimeline timeline{manifest, {hour.from - 1h, hour.to + 1h}};
        const ReferenceHour reference{manifest, timeline, hour};
        const Situation situation{&prepared, {}, display, {}};
        for (int i = 0; i < 400; ++i) {
            const std::int64_t length = (hour.to - hour.from) / 1s;
            const Instant now = hour.from + 1s * pick(random, 0, length - 1);
            const Timeline answer = evaluate(situation, now);
            const bool right = same(answer, reference.at(now));
            const Timeline before_bound = evaluate(situation, answer.unchanged_until - 1us);
            const bool kept =
                before_bound.rung == answer.rung && before_bound.slots == answer.slots;
            if (!right || !kept || answer.unchanged_until <= now) {
                const auto& expected = reference.at(now);
                INFO("seed " << seed << " at " << to_rfc3339(now) << " in hour "
                             << to_rfc3339(hour.from) << ": expected rung "
                             << static_cast<int>(expected.rung) << " " << expected.schedule.value
                             << " from " << to_rfc3339(expected.from) << "; got rung "
                             << static_cast<int>(answer.rung) << " "
                             << (answer.slots.empty() ? "" : answer.slots[0].schedule.value)
                             << " from "
                             << (answer.slots.empty() ? "" : to_rfc3339(answer.slots[0].from)));
                CHECK(kept);
                REQUIRE(right);
            }
            ++instants;
            ++rungs[answer.rung];
        }
    }
    CHECK(instants >= 100'000 / slice);
    CHECK(rungs[Rung::scheduled] > 10'000 / slice);
    CHECK(rungs[Rung::filler] > 1'000 / slice);
}

TEST_CASE("an interrupt has its share of every hour to one play, and of every day as exactly") {
    for (const std::int32_t share : {1, 20, 90, 360, 361, 1'000, 1'800, 3'000}) {
        for (const Milliseconds cycle :
             {1'000ms, 2'500ms, 7'000ms, 15'000ms, 61'300ms, 400'000ms}) {
            const Manifest manifest = one_interrupt(share, cycle);
            const Instant start = utc("2026-11-21T13:00:00Z");
            for (int hour = 0; hour < 30; ++hour) {
                const Instant from = start + 1h * hour;
                const Microseconds shown = interrupted(manifest, {from, from + 1h});
                CHECK(std::chrono::abs(shown - Seconds{share}) < cycle);
            }
            for (int hour = 0; hour < 24; hour += 7) {
                const Instant from = start + 1h * hour;
                const Microseconds shown = interrupted(manifest, {from, from + 24h});
                CHECK(std::chrono::abs(shown - 24 * Seconds{share}) < cycle);
            }
        }
    }
}

TEST_CASE("an hour that something more urgent fills owes an interrupt nothing later") {
    Manifest manifest = one_interrupt(360, 15s);
    const Instant nine = utc("2026-11-22T01:00:00Z");
    const Microseconds alone = interrupted(manifest, {nine + 1h, nine + 2h});
    manifest.schedules.push_back({.id = {"urgent"},
                                  .program = {"base"},
                                  .priority = PriorityClass::urgent,
                                  .times = {{}, {}, {{{9 * 3'600}, {10 * 3'600}}}}});
    CHECK(interrupted(manifest, {nine, nine + 1h}) == Microseconds{0});
    CHECK(interrupted(manifest, {nine + 1h, nine + 2h}) == alone);
}

TEST_CASE("a less urgent interrupt takes nothing from a more urgent schedule") {
    Manifest manifest = one_interrupt(360, 15s);
    manifest.schedules[1].priority = PriorityClass::low;
    const Instant nine = utc("2026-11-22T01:00:00Z");
    CHECK(interrupted(manifest, {nine, nine + 3h}) == Microseconds{0});
}

TEST_CASE("adding somebody less urgent never changes what a more urgent one shows in an hour") {
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Random random{seed};
        Manifest manifest = random_hours(random);
        std::erase_if(manifest.schedules, [](const Schedule& schedule) {
            return schedule.priority == PriorityClass::low;
        });
        const PreparedManifest before{manifest};
        const bool interrupts = chance(random, 50);
        manifest.schedules.push_back(
            {.id = {"a"},
             .program = manifest.programs[0].id,
             .priority = PriorityClass::low,
             .times = random_times(random, difficult_day, 50),
             .interrupt_seconds_per_hour = interrupts ? 1'800 : 0,
             .plays_per_hour_max = !interrupts && chance(random, 50) ? 20 : 0});
        const PreparedManifest after{manifest};
        for (int i = 0; i < 60; ++i) {
            const Instant now = utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000);
            const Timeline old = evaluate({&before, {}, display, {}}, now);
            if (old.rung == Rung::scheduled || old.rung == Rung::off) {
                const Timeline now_shown = evaluate({&after, {}, display, {}}, now);
                CHECK(now_shown.rung == old.rung);
                CHECK(now_shown.slots == old.slots);
                ++compared;
            }
        }
    }
    CHECK(compared > 1'000);
}

TEST_CASE("a pace is kept within every clock hour and a gap over its end") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random{seed};
        Manifest manifest;
        manifest.zone = {"Asia/Shanghai", "", 8 * 3'600, {}};
        manifest.not_after = never;
        for (int n = 0; n < 3; ++n) {
            manifest.programs.push_back(
                {.id = {"p" + std::to_string(n)}, .cycle = Seconds{pick(random, 5, 90)}});
            manifest.schedules.push_back(
                {.id = {"s" + std::to_string(n)}, .program = manifest.programs.back().id});
        }
        Schedule& paced = manifest.schedules[0];
        paced.plays_per_hour_max = static_cast<std::int32_t>(pick(random, 1, 30));
        paced.repeat_gap = Seconds{pick(random, 0, 900)};
        const PreparedManifest prepared{manifest};
        std::map<std::int64_t, int> plays;
        std::optional<Interval> last;
        const Instant start = utc("2026-11-21T13:00:00Z");
        for (Instant now = start; now < start + 8h;) {
            const Timeline timeline = evaluate({&prepared, {}, display, {}}, now);
            REQUIRE(timeline.slots.size() == 1);
            const Slot& slot = timeline.slots[0];
            if (slot.schedule == paced.id && slot.from == now) {
                ++plays[(now - start) / 1h];
                if (last) {
                    CHECK(now - last->to >= paced.repeat_gap);
                }
                last = Interval{now, slot.until};
            }
            now = timeline.unchanged_until;
        }
        CHECK(plays.size() >= 7);
        for (const auto& [hour, count] : plays) {
            CHECK(count <= paced.plays_per_hour_max);
        }
    }
}

TEST_CASE("as many interrupts and paces as a manifest can hold leave an answer in bounded work") {
    Manifest manifest;
    manifest.not_after = never;
    manifest.programs = {{.id = {"short"}, .cycle = 100ms}};
    for (std::size_t n = 0; n < limits::schedules_per_manifest_max; ++n) {
        const bool interrupts = n % 2 == 0;
        manifest.schedules.push_back(
            {.id = {std::to_string(n)},
             .program = {"short"},
             .interrupt_seconds_per_hour = interrupts ? 1'800 : 0,
             .weight = interrupts ? 1 : limits::schedule_weight_max,
             .plays_per_hour_max = interrupts ? 0 : limits::plays_per_hour_max});
    }
    const PreparedManifest prepared{manifest};
    const Instant hour = utc("2026-11-22T01:00:00Z");
    const auto plan = HourPlan::of(prepared, {hour, hour + 1h});
    REQUIRE(plan);
    CHECK(plan->pieces().front().time.from == hour);
    CHECK(plan->pieces().back().time.to == hour + 1h);
    std::size_t interrupting = 0;
    for (std::size_t i = 0; i < plan->pieces().size(); ++i) {
        const HourPlan::Piece& piece = plan->pieces()[i];
        CHECK((i == 0 || piece.time.from == plan->pieces()[i - 1].time.to));
        interrupting +=
            piece.turn.schedule != nullptr && piece.turn.schedule->interrupt_seconds_per_hour > 0;
    }
    CHECK(interrupting >= 3'000); // nearly all of the hour, dealt out among all
    CHECK(interrupting <= limits::hour_plan_plays_max);
}

TEST_CASE("an interrupt that holds for a part of every day has that part of its share") {
    for (const std::int32_t window : {600, 1'800, 3'599}) {
        Manifest manifest = one_interrupt(60, 60s);
        manifest.schedules[1].times.windows = {{{12 * 3'600}, {12 * 3'600 + window}}};
        const Instant start = utc("2026-11-21T16:00:00Z"); // midnight
        const int days = 120;
        const double plays = static_cast<double>(interrupted(manifest, {start, start + 24h * days})
                                                 / Microseconds{60s});
        const double owed = days * window / 3'600.0;
        CHECK(plays > owed - 2);
        CHECK(plays < owed + 2);
    }
}

TEST_CASE("the end of the calendar is the end of an hour, whatever the zone") {
    Manifest manifest = one_interrupt(360, 15s);
    manifest.zone = {"Asia/Kolkata", "", 5 * 3'600 + 1'800, {}};
    const PreparedManifest prepared{manifest};
    const Timeline last = evaluate({&prepared, {}, display, {}}, never - 20min);
    CHECK(last.rung == Rung::scheduled);
    CHECK(last.unchanged_until <= never);
}

TEST_CASE("who has no pace keeps the glass, however many beside it have had their plays") {
    Manifest manifest;
    manifest.not_after = never;
    manifest.programs = {{.id = {"short"}, .cycle = 1s}};
    manifest.filler = {{"short"}};
    for (int n = 0; n < 60; ++n) {
        manifest.schedules.push_back({.id = {"paced" + std::to_string(n)},
                                      .program = {"short"},
                                      .weight = 10,
                                      .plays_per_hour_max = 1});
    }
    manifest.schedules.push_back({.id = {"always"}, .program = {"short"}});
    const PreparedManifest prepared{manifest};
    const Instant hour = utc("2026-11-22T01:00:00Z");
    const auto plan = HourPlan::of(prepared, {hour, hour + 1h});
    REQUIRE(plan);
    std::map<std::string, int> plays;
    for (const HourPlan::Piece& piece : plan->pieces()) {
        REQUIRE(piece.turn.schedule != nullptr); // never filler
        ++plays[piece.turn.schedule->id.value];
    }
    CHECK(plays["always"] == 3'540);
    CHECK(plays["paced7"] == 1);
}

TEST_CASE("an hour that is cut every second is planned in bounded work") {
    Manifest manifest;
    manifest.not_after = never;
    manifest.programs = {{.id = {"short"}, .cycle = 1s}};
    for (int n = 0; n < 2'000; ++n) {
        Schedule schedule{
            .id = {std::to_string(n)}, .program = {"short"}, .interrupt_seconds_per_hour = 3'600};
        for (int w = 0; n < 75 && w < 48; ++w) {
            const int second = (w * 75 + n) % 3'600;
            schedule.times.windows.push_back({{second}, {second + 1}});
        }
        manifest.schedules.push_back(schedule);
    }
    const PreparedManifest prepared{manifest};
    const Instant midnight = utc("2026-11-22T00:00:00Z");
    const auto plan = HourPlan::of(prepared, {midnight, midnight + 1h});
    REQUIRE(plan);
    CHECK(plan->pieces().size() <= limits::hour_plan_plays_max);
    CHECK(plan->pieces().back().time.to == midnight + 1h);
}
