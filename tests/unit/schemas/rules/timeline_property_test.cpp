// The product's evaluator against the slow one, on random manifests around difficult days.
#include <array>

#include <catch2/catch.hpp>

#include "schemas/rules/day_number.hpp"
#include "tests/unit/schemas/rules/random_days.hpp"
#include "tests/unit/schemas/rules/reference_timeline.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

// When clocks change in the tests: on an ordinary day, at a new year, among the days of a Spring
// Festival, and on the State Council's first working Sunday after it.
constexpr std::array<LocalDate, 4> difficult_days{
    difficult_day, LocalDate{std::chrono::year{2026}, std::chrono::January, std::chrono::day{1}},
    LocalDate{std::chrono::year{2026}, std::chrono::February, std::chrono::day{17}},
    LocalDate{std::chrono::year{2025}, std::chrono::February, std::chrono::day{8}}};

// What must be equal; the bound itself may be earlier than it could be.
bool same_answer(const Timeline& a, const Timeline& b) {
    return a.rung == b.rung && a.slots == b.slots && a.in_force == b.in_force;
}

void describe(const Timeline& timeline, const char* who) {
    UNSCOPED_INFO(who << ": rung " << static_cast<int>(timeline.rung));
    for (const Slot& slot : timeline.slots) {
        UNSCOPED_INFO("  " << slot.program.value << " by '" << slot.schedule.value << "' from "
                           << to_rfc3339(slot.from) << " until " << to_rfc3339(slot.until));
    }
    UNSCOPED_INFO("  unchanged until " << to_rfc3339(timeline.unchanged_until));
}

} // namespace

TEST_CASE("every minute of random manifests is answered as the slow evaluator answers it") {
    std::size_t instants = 0;
    const DisplayId display{"d"};
    for (std::uint64_t seed = 1; seed <= 300; seed += slice) {
        Random random{seed};
        const LocalDate day = difficult_days[seed % difficult_days.size()];
        const Manifest manifest = random_manifest(random, day);
        const Instant start =
            Instant{std::chrono::sys_days{day}} + 1min * pick(random, -3 * 1'440, 2 * 1'440);
        const Interval span{start, start + 500min};
        const ClockTrust clock = chance(random, 90) ? ClockTrust::trusted : ClockTrust::untrusted;
        const ReferenceTimeline reference{manifest, span};
        const PreparedManifest prepared{manifest};
        const Situation situation{&prepared, {}, display, {}, clock};
        Timeline last;
        last.unchanged_until = Instant::min();
        for (Instant now = span.from; now < span.to; now += 1min) {
            const Timeline answer = evaluate(situation, now);
            const Timeline expected = reference.at(now, clock);
            const Timeline at_bound = evaluate(situation, answer.unchanged_until - 1us);
            const bool right = same_answer(answer, expected);
            const bool kept = now >= last.unchanged_until || same_answer(answer, last);
            const bool bound_holds = answer.unchanged_until > now && same_answer(answer, at_bound);
            if (!right || !kept || !bound_holds) {
                describe(answer, "product");
                describe(expected, "reference");
                describe(last, "before");
                INFO("seed " << seed << " zone " << manifest.zone.name << " at "
                             << to_rfc3339(now));
                CHECK(right);
                CHECK(kept);
                REQUIRE(bound_holds);
                REQUIRE(right);
            }
            last = answer;
            ++instants;
        }
    }
    CHECK(instants >= 100'000 / slice);
}

TEST_CASE("levels are those of the slow evaluator, and stay so until they may change") {
    std::size_t changes = 0;
    const DisplayId display{"d"};
    for (std::uint64_t seed = 1; seed <= 200; seed += slice) {
        Random random{seed};
        const LocalDate day = difficult_days[seed % difficult_days.size()];
        const Manifest manifest = random_manifest(random, day);
        const Instant start =
            Instant{std::chrono::sys_days{day}} + 1s * pick(random, -86'400, 86'400);
        const Interval span{start, start + 12h};
        const ClockTrust clock = chance(random, 90) ? ClockTrust::trusted : ClockTrust::untrusted;
        const ReferenceTimeline reference{manifest, span};
        const PreparedManifest prepared{manifest};
        const Situation situation{&prepared, {}, display, {}, clock};
        for (Instant now = span.from; now < span.to;) {
            const LevelsAt told = levels_at(situation, now);
            const Instant between = now + 1us * pick(random, 0, (told.until - now).count() - 1);
            INFO("seed " << seed << " zone " << manifest.zone.name << " at " << to_rfc3339(now)
                         << " until " << to_rfc3339(told.until));
            REQUIRE(told.until > now);
            REQUIRE(told.levels == reference.levels(now, clock));
            if (between < span.to) {
                REQUIRE(told.levels == reference.levels(between, clock));
                REQUIRE(told.levels == evaluate(situation, between).levels);
            }
            if (told.until < span.to) {
                REQUIRE(told.levels == reference.levels(told.until - 1us, clock));
            }
            now = std::max(now + 1s, told.until);
            ++changes;
        }
    }
    CHECK(changes > 10'000 / slice);
}

TEST_CASE("adding a less urgent schedule never changes what a more urgent one shows") {
    const DisplayId display{"d"};
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random{seed};
        Manifest manifest = random_manifest(random);
        std::erase_if(manifest.schedules, [](const Schedule& schedule) {
            return schedule.priority == PriorityClass::low;
        });
        const PreparedManifest before{manifest};
        manifest.schedules.push_back({ScheduleId{"a"}, "", manifest.programs[0].id,
                                      PriorityClass::low, random_times(random, difficult_day, 50),
                                      false});
        const PreparedManifest after{manifest};
        for (int i = 0; i < 100; ++i) {
            const Instant now = utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000);
            const Timeline old = evaluate({&before, {}, display, {}}, now);
            if (old.rung == Rung::scheduled || old.rung == Rung::off) {
                CHECK(same_answer(old, evaluate({&after, {}, display, {}}, now)));
                ++compared;
            }
        }
    }
    CHECK(compared > 1'000);
}
