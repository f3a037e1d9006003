// A timeline case file: a manifest in a few lines, instants, and what is shown then.
// tests/cases/timeline/README.md describes the notation.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "schemas/rules/timeline.hpp"

namespace marquee::tests {

// What one `at` line expects; what is absent is not looked at.
struct Expectation {
    int line = 0;
    Instant at;
    Rung rung = Rung::last_good;
    std::optional<std::string> program;
    std::optional<std::string> schedule; // empty: filler
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::optional<Instant> unchanged;
    std::optional<std::string> in_force;
};

// What one `between` line expects of a schedule.
struct ExpectedAirtime {
    int line = 0;
    Interval within;
    std::string schedule;
    Seconds shown{0};
    std::int64_t plays = 0;
};

// What one `level` line expects.
struct ExpectedLevels {
    int line = 0;
    Instant at;
    std::optional<std::int32_t> brightness;
    std::optional<std::int32_t> volume;
    std::optional<Instant> until;
};

// How one `why` line expects a schedule to stand.
struct ExpectedReason {
    int line = 0;
    Instant at;
    std::string schedule;
    std::string standing;        // slug
    std::optional<Instant> next; // when its run began or will begin
};

struct TimelineCase {
    Manifest manifest;
    bool has_manifest = true;
    std::vector<Override> overrides;
    DisplayId display{"display"};
    std::vector<UnitId> unit_path;
    rules::ClockTrust clock = rules::ClockTrust::trusted;
    std::vector<Expectation> expectations;
    std::vector<ExpectedAirtime> airtimes;
    std::vector<ExpectedLevels> levels;
    std::vector<ExpectedReason> reasons;
};

// Throws std::runtime_error, naming file and line, for what it does not understand.
TimelineCase read_timeline_case(const std::filesystem::path& path);

} // namespace marquee::tests
