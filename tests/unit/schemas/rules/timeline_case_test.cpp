// Runs every file of tests/cases/timeline.
#include <algorithm>

#include <catch2/catch.hpp>

#include "schemas/rules/explanation.hpp"
#include "schemas/rules/spans.hpp"
#include "tests/places.hpp"
#include "tests/unit/schemas/rules/timeline_case.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;

namespace {

std::vector<std::filesystem::path> case_files() {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path folder{source_path("tests/cases/timeline")};
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

void check(const ExpectedLevels& expected, const Situation& situation) {
    INFO("line " << expected.line << ": at " << to_rfc3339(expected.at));
    const LevelsAt answer = levels_at(situation, expected.at);
    CHECK(answer.levels == evaluate(situation, expected.at).levels);
    CHECK(answer.levels.brightness_percent
          == expected.brightness.value_or(answer.levels.brightness_percent));
    CHECK(answer.levels.volume_percent == expected.volume.value_or(answer.levels.volume_percent));
    if (expected.until) {
        CHECK(to_rfc3339(answer.until) == text_of(expected.until));
    }
}

void check(const ExpectedReason& expected, const Situation& situation) {
    INFO("line " << expected.line << ": why " << expected.schedule << " at "
                 << to_rfc3339(expected.at));
    for (const RungTried& rung : explain(situation, expected.at).rungs) {
        for (const Candidate& each : rung.candidates) {
            if (each.schedule.value != expected.schedule) {
                continue;
            }
            CHECK(to_slug(each.standing) == expected.standing);
            if (expected.next) {
                CHECK(text_of(each.run ? std::optional{each.run->from} : std::nullopt)
                      == text_of(expected.next));
            }
            return;
        }
    }
    FAIL("no such schedule");
}

void check_all(const TimelineCase& sketch, const Manifest& manifest) {
    const PreparedManifest prepared{manifest};
    const Situation situation{sketch.has_manifest ? &prepared : nullptr, sketch.overrides,
                              sketch.display, sketch.unit_path, sketch.clock};
    for (const Expectation& expected : sketch.expectations) {
        check(expected, evaluate(situation, expected.at));
    }
    for (const ExpectedAirtime& expected : sketch.airtimes) {
        check(expected, situation);
    }
    for (const ExpectedLevels& expected : sketch.levels) {
        check(expected, situation);
    }
    for (const ExpectedReason& expected : sketch.reasons) {
        check(expected, situation);
    }
}

// In the middle of what is asked about, so that tables tell of it.
Instant middle_of(const TimelineCase& sketch) {
    std::vector<Instant> asked;
    for (const Expectation& expected : sketch.expectations) {
        asked.push_back(expected.at);
    }
    for (const ExpectedLevels& expected : sketch.levels) {
        asked.push_back(expected.at);
    }
    for (const ExpectedReason& expected : sketch.reasons) {
        asked.push_back(expected.at);
    }
    std::sort(asked.begin(), asked.end());
    return asked.empty() ? Instant{} : asked[asked.size() / 2];
}

} // namespace

TEST_CASE("the timeline case files hold") {
    const auto files = case_files();
    CHECK(files.size() >= 140);
    for (const auto& path : files) {
        DYNAMIC_SECTION(path.stem().string()) {
            const TimelineCase sketch = read_timeline_case(path);
            // Answers must not depend on when the manifest was issued: long ago, and just now.
            Manifest manifest = sketch.manifest;
            check_all(sketch, manifest);
            manifest.issued_at = middle_of(sketch);
            check_all(sketch, manifest);
        }
    }
}
