// Turns that are counted: who of one class has the glass when, in a clock hour in which some may
// play only so often (hour_plan.hpp says the rule).
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <vector>

#include "schemas/rules/intervals.hpp"
#include "schemas/rules/round.hpp"

namespace marquee::rules {

// Remembers what was played in the hour: ask in the order of time.
class PacedTurns {
public:
    explicit PacedTurns(Interval hour) : hour_(hour) {}

    // Is told of one turn after the other: its index, and the parts of time in which it is on the
    // glass, cut where what is open ends.
    using Take = std::function<void(std::size_t turn, const Intervals& parts)>;
    // `open`: what more urgent ones leave of a room. Time that nobody may have is left over. Once
    // limits::hour_plan_turns_max were weighed in one hour, only those without a pace go on.
    void deal(const std::vector<Turn>& turns, const Intervals& open, const Take& take);

private:
    struct Pace {
        std::int32_t plays = 0; // begun
        Instant earliest;       // of the next play
    };

    Pace& pace_of(const PreparedSchedule& schedule);
    Instant may_play(const PreparedSchedule& schedule, Instant now);
    bool leaves_its_gap(const PreparedSchedule& schedule, Instant ends) const;
    void has_played(const PreparedSchedule& schedule, Interval play);

    Interval hour_;
    std::unordered_map<const PreparedSchedule*, Pace> paces_;
    std::size_t weighed_ = 0;
};

} // namespace marquee::rules
