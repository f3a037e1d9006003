// Runs every file of tests/cases/timeline.
#include <algorithm>

#include <catch2/catch.hpp>

#include "schemas/rules/spans.hpp"
#include "tests/unit/schemas/rules/timeline_case.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;

namespace {

std::vector<std::filesystem::path> case_files() {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path folder{MARQUEE_SOURCE_DIR "/tests/cases/timeline"};
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".case") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string text_of(const std::optional<Instant>& instant) {
    return instant ? to_rfc3339(*instant) : "-";
}

void check(const Expectation& expected, const Timeline& answer) {
    INFO("line " << expected.line << ": at " << to_rfc3339(expected.at));
    CHECK(static_cast<int>(answer.rung) == static_cast<int>(expected.rung));
    CHECK(answer.unchanged_until > expected.at);
    const Slot slot = answer.slots.empty() ? Slot{} : answer.slots.front();
    if (expected.program) {
        CHECK(slot.program.value == *expected.program);
    }
    if (expected.schedule) {
        CHECK(slot.schedule.value == *expected.schedule);
    }
    if (expected.from) {
        CHECK(to_rfc3339(slot.from) == text_of(expected.from));
    }
    if (expected.until) {
        CHECK(to_rfc3339(slot.until) == text_of(expected.until));
    }
    if (expected.unchanged) {
        CHECK(to_rfc3339(answer.unchanged_until) == text_of(expected.unchanged));
    }
    if (expected.in_force) {
        REQUIRE(answer.in_force);
        CHECK(answer.in_force->id.value == *expected.in_force);
    }
}

void check(const ExpectedAirtime& expected, const Situation& situation) {
    Airtime sum;
    for (const Span& span : spans_in(situation, expected.within)) {
        for (const Share& share : span.shares) {
            if (share.schedule.value == expected.schedule) {
                sum.shown += share.airtime.shown;
                sum.plays += share.airtime.plays;
            }
        }
    }
    INFO("line " << expected.line << ": " << expected.schedule);
    CHECK(sum.shown.count() == Microseconds{expected.shown}.count());
    CHECK(sum.plays == expected.plays);
}

} // namespace

TEST_CASE("the timeline case files hold") {
    const auto files = case_files();
    CHECK(files.size() >= 40);
    for (const auto& path : files) {
        DYNAMIC_SECTION(path.stem().string()) {
            const TimelineCase sketch = read_timeline_case(path);
            const PreparedManifest prepared{sketch.manifest};
            const Situation situation{sketch.has_manifest ? &prepared : nullptr, sketch.overrides,
                                      sketch.display, sketch.unit_path, sketch.clock};
            for (const Expectation& expected : sketch.expectations) {
                check(expected, evaluate(situation, expected.at));
            }
            for (const ExpectedAirtime& expected : sketch.airtimes) {
                check(expected, situation);
            }
        }
    }
}
