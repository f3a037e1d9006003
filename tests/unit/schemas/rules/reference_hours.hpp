// A slow, obviously right evaluator of clock hours with interrupts and paces, on a grid of seconds:
// every second of the hour is given to somebody by crossing out those that are taken.
//
// Right for manifests in which everything falls on whole seconds and, apart from plays, on half
// minutes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/unit/schemas/rules/reference_timeline.hpp"

namespace marquee::tests {

class ReferenceHour {
public:
    ReferenceHour(const Manifest& manifest, const ReferenceTimeline& timeline, Interval hour);

    struct Second {
        Rung rung = Rung::last_good;
        ProgramId program;
        ScheduleId schedule;
        Instant from;
        bool given = false; // to somebody
        bool cover = false; // to an interrupt or a paced play, which holds up what is below
    };
    const Second& at(Instant now) const { return seconds_[index(now)]; }

private:
    struct Holder { // at one second
        const Schedule* schedule = nullptr;
        const ProgramRef* program = nullptr;
        Interval run;

        friend bool operator==(const Holder&, const Holder&) = default;
    };
    using Holders = std::vector<Holder>;
    using Range = std::pair<std::size_t, std::size_t>; // seconds [first, second)

    std::size_t index(Instant now) const;
    Instant instant(std::size_t second) const;
    const ProgramRef& program(const ProgramId& id) const;
    bool free_room(std::size_t second) const;
    Holders holders(std::size_t second, PriorityClass priority, bool interrupts) const;
    Holders fillers(std::size_t second) const;
    std::vector<Range> ranges(const std::vector<Holders>& holders) const;

    void interrupt(PriorityClass priority);
    std::int64_t owed(const std::vector<Holders>& holders, const Schedule& schedule,
                      std::int64_t play) const;
    std::vector<std::int64_t> runs(const std::vector<std::size_t>& open,
                                   const std::vector<Holders>& holders, const ScheduleId& id) const;
    void take_turns(PriorityClass priority);
    void deal(Range range, const Holders& holders);
    bool may_play(const Holder& holder, std::size_t begins, std::size_t ends) const;
    void go_round(Range range, const Holders& holders, Rung rung);
    void give(std::size_t second, const Holder& holder, Instant from);

    const Manifest& manifest_;
    const ReferenceTimeline& timeline_;
    Interval hour_;
    std::vector<Second> seconds_;
    std::map<ScheduleId, std::vector<Range>> played_; // of this hour
};

} // namespace marquee::tests
