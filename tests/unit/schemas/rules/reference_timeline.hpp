// A slow, obviously right evaluator of the ladder, to compare the product's with. It opens every
// window of every day around a span once, as plain intervals, and searches them by looking at all.
#pragma once

#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::tests {

// By trying every offset the zone ever had.
Instant reference_instant(const ZoneRules& zone, std::chrono::local_seconds local);

class ReferenceTimeline {
public:
    // Right for instants of `span`, if the dates of the manifest lie within 60 days of it, and
    // those of its rules within a year.
    ReferenceTimeline(const Manifest& manifest, Interval span);

    // Of manifests without interrupts, weights and paces; reference_hours.hpp has those.
    // Without levels.
    rules::Timeline at(Instant now, rules::ClockTrust clock) const;
    rules::Levels levels(Instant now, rules::ClockTrust clock) const;

    // With trusted time.
    bool off_at(Instant now) const;
    bool approved(const ProgramRef& program, Instant now) const;
    std::optional<Interval> run_of(const Schedule& schedule, Instant now) const;

private:
    struct Opened {
        std::vector<Interval> windows;
        bool has_first = false;
        bool has_last = false;
        bool ruled = false; // then no two windows touch, but at a new year
    };

    Opened open(const Times& times) const;
    std::int32_t level(const LevelRules& rules, const std::vector<Opened>& caps, Instant now) const;
    void join_within_years(Opened& opened) const;
    std::optional<Interval> run(const Opened& opened, Instant now) const;
    const ProgramRef* program(const ProgramId& id) const;

    Manifest manifest_;
    Interval span_;
    std::vector<Opened> schedules_;
    std::vector<Opened> off_;
    std::vector<Opened> brightness_caps_;
    std::vector<Opened> volume_caps_;
};

} // namespace marquee::tests
