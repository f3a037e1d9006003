// Why a display shows what it shows at an instant: every rung of the ladder with everybody who
// could stand on it, and what keeps off those who do not. For people; players need only
// timeline.hpp, and the two never disagree.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schemas/rules/timeline.hpp"

namespace marquee::rules {

// How a candidate stands at the instant.
enum class Standing {
    shown,
    waits_its_turn, // shares the rung, or interrupts again later in this hour
    share_spent,    // an interrupt that has had what this hour owes it
    pace_reached,   // has played as often as it may by now; less urgent ones have the glass
    outranked,      // would hold, but a more urgent rung is taken
    ended,          // an override past its end, or lifted
    before_its_dates,
    after_its_dates,
    other_weekday,
    outside_its_hours,
    not_approved_yet, // before the validity of its program's approval
    approval_ended,
    manifest_ended,   // the manifest is past its end, so that schedules stop
    time_not_proven,  // the display has no trusted time, and this is not any-time content
    other_day,        // its rules do not select this day, or an exception closes it
    holidays_unknown, // it asks for kinds of days, and nobody announced that year's holidays
};

// "waits_its_turn". Total.
std::string_view to_slug(Standing standing);

// What could stand on a rung: an override, off hours, a schedule or a filler program.
struct Candidate {
    OverrideId screen_override{}; // on the rungs `black` and `notice`
    ScheduleId schedule{};        // of a schedule
    ProgramId program{};          // of a schedule or filler
    Standing standing = Standing::shown;
    // The run that holds, or else the next one within limits::explanation_days_max; of an interrupt
    // that waits, its next play. None for filler, for overrides, and where there is none.
    std::optional<Interval> run;

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

// A rung, from the top of the ladder down; schedules have a rung for each class.
struct RungTried {
    Rung rung = Rung::last_good;
    std::optional<PriorityClass> priority; // on Rung::scheduled
    bool taken = false;                    // what is on the glass stands here
    std::vector<Candidate> candidates;     // schedules in the order of their turns

    friend bool operator==(const RungTried&, const RungTried&) = default;
};

struct Explanation {
    Timeline timeline;            // as evaluate() says it
    std::vector<RungTried> rungs; // all nine, black first, last_good at the end

    friend bool operator==(const Explanation&, const Explanation&) = default;
};

// Total. A millisecond or so for hundreds of schedules, because their next runs are looked for.
Explanation explain(const Situation& situation, Instant now);

} // namespace marquee::rules
