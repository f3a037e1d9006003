// Who stands on each rung of the ladder that a manifest fills, at a moment: the parts that
// timeline.hpp and hour_plan.hpp are put together from.
#pragma once

#include <array>
#include <vector>

#include "schemas/model/contact.hpp"
#include "schemas/rules/prepared_manifest.hpp"
#include "schemas/rules/round.hpp"

namespace marquee::rules {

enum class ClockTrust { trusted, untrusted };

// From the most urgent to the least.
inline constexpr std::array<PriorityClass, 4> priority_classes{
    PriorityClass::urgent, PriorityClass::high, PriorityClass::normal, PriorityClass::low};

// The manifest at one moment. Borrows the manifest. Every question sinks until() to the earliest
// later instant at which its answer may be another.
class Ladder {
public:
    Ladder(const PreparedManifest& manifest, ClockTrust clock, Instant now);

    bool off();
    // The schedules of one class that hold and take turns, in their order; no interrupts.
    std::vector<Turn> of_class(PriorityClass priority);
    std::vector<Turn> filler();
    // Down to the first rung that somebody stands on; without turns on `off` and `last_good`.
    struct Footing {
        Rung rung = Rung::last_good;
        std::vector<Turn> turns;
    };
    Footing climb();
    // One schedule, whatever its kind: its run while it and the approval of its program hold.
    std::optional<Interval> run_of(const PreparedSchedule& schedule);

    Instant until() const { return until_; }

private:
    void changes_at(Instant change);
    bool valid(const PreparedProgram& program);
    bool ended();

    const PreparedManifest* manifest_;
    bool trusted_;
    WallMoment moment_;
    Instant now_;
    Instant until_ = never;
};

} // namespace marquee::rules
