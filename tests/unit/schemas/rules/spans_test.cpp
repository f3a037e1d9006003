// A longer while, told in spans, is the sum of its instants.
#include <map>
#include <tuple>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/spans.hpp"
#include "tests/unit/schemas/rules/random_hours.hpp"
#include "tests/unit/schemas/rules/random_manifest.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

const DisplayId display{"d"};

using Who = std::tuple<ProgramId, ScheduleId, bool>;
using Sums = std::map<Who, Microseconds>;

// From one change to the next, as a player lives through it.
Sums lived_through(const Situation& situation, Interval within) {
    Sums sums;
    for (Instant now = within.from; now < within.to;) {
        const Timeline timeline = evaluate(situation, now);
        const Instant until = std::min(timeline.unchanged_until, within.to);
        for (const Slot& slot : timeline.slots) {
            sums[{slot.program, slot.schedule, slot.interrupt}] += until - now;
        }
        now = until;
    }
    return sums;
}

Sums told(const std::vector<Span>& spans) {
    Sums sums;
    for (const Span& span : spans) {
        for (const Share& share : span.shares) {
            sums[{share.program, share.schedule, share.interrupt}] += share.airtime.shown;
        }
    }
    return sums;
}

} // namespace

TEST_CASE("the shares of spans are the sum of what is on the glass from change to change") {
    std::size_t interrupting = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        Random random{seed};
        Manifest manifest = random_manifest(random);
        if (chance(random, 70)) {
            add_hours(random, manifest);
        }
        const PreparedManifest prepared{manifest};
        const Situation situation{&prepared, {}, display, {}};
        const Instant from = utc("2026-03-05T00:00:00Z") + 1s * pick(random, 0, 600'000);
        const Interval within{from, from + 1s * pick(random, 1, 4 * 3'600)};
        const std::vector<Span> spans = spans_in(situation, within);
        INFO("seed " << seed << " from " << to_rfc3339(from));
        REQUIRE_FALSE(spans.empty());
        CHECK(spans.front().time.from == within.from);
        CHECK(spans.back().time.to == within.to);
        for (std::size_t i = 1; i < spans.size(); ++i) {
            CHECK(spans[i].time.from == spans[i - 1].time.to);
        }
        const Sums sums = told(spans);
        CHECK(sums == lived_through(situation, within));
        for (const auto& [who, shown] : sums) {
            interrupting += std::get<2>(who) ? 1U : 0U;
        }
    }
    CHECK(interrupting > 20);
}

TEST_CASE("spans end where the calendar does, and where there is too much to tell") {
    Manifest busy;
    busy.not_after = never;
    busy.programs = {{.id = {"film"}, .cycle = 60s}};
    const PreparedManifest prepared{busy};
    const Situation situation{&prepared, {}, display, {}};
    const auto last = spans_in(situation, {never - 24h, never + 24h});
    REQUIRE_FALSE(last.empty());
    CHECK(last.back().time.to == never);
    CHECK(spans_in(situation, {never, never + 24h}).empty());

    for (int second = 0; second < 3'000; ++second) { // a new one every second
        busy.schedules.push_back({ScheduleId{std::to_string(second)},
                                  "",
                                  {"film"},
                                  PriorityClass::normal,
                                  {{}, {}, {{{second}, {second + 1}}}},
                                  false});
    }
    const PreparedManifest many{busy};
    const Instant midnight = utc("2026-11-21T00:00:00Z");
    const auto told = spans_in({&many, {}, display, {}}, {midnight, midnight + 24h});
    CHECK(told.size() == limits::timeline_spans_max);
    CHECK(told.back().time.to == midnight + 1s * std::int64_t(limits::timeline_spans_max));
}

TEST_CASE(
    "what is too much to tell of planned hours is left out and nothing is told in its place") {
    Manifest busy;
    busy.not_after = never;
    busy.programs = {{.id = {"film"}, .cycle = 1s}};
    for (int second = 0; second < 2'400; ++second) {
        busy.schedules.push_back({.id = {std::to_string(second)},
                                  .program = {"film"},
                                  .times = {{}, {}, {{{second}, {second + 1}}}}});
        second += 1; // every other one
    }
    for (int second = 2'400; second < 3'600; ++second) {
        busy.schedules.push_back({.id = {std::to_string(second)},
                                  .program = {"film"},
                                  .times = {{}, {}, {{{second}, {second + 1}}}}});
    }
    busy.schedules.push_back({.id = {"paced"},
                              .program = {"film"},
                              .priority = PriorityClass::low,
                              .plays_per_hour_max = 1});
    const PreparedManifest prepared{busy};
    const Instant midnight = utc("2026-11-21T00:00:00Z");
    const auto told = spans_in({&prepared, {}, display, {}}, {midnight, midnight + 24h});
    CHECK(told.size() <= limits::timeline_spans_max);
    CHECK(told.back().time.to < midnight + 24h);
    Instant end = midnight;
    for (const Span& span : told) {
        CHECK(span.time.from == end);
        end = span.time.to;
    }
    const Timeline there = evaluate({&prepared, {}, display, {}}, told.back().time.from);
    CHECK(told.back().shares.empty() == there.slots.empty());
}
