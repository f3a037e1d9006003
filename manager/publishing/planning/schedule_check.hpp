// What would come of a schedule before it is kept: on which of its displays it ever gets the glass,
// how much of it, and what keeps it off the others. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "manager/publishing/planning/outlook.hpp"
#include "schemas/model/program.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::manager {

// Why a schedule is never shown on a display in the days asked about.
enum class CheckReason {
    outranked,            // whenever it would hold, something more urgent has the glass
    off,                  // the display is planned to be off then
    shape,                // a display of that kind or size has nothing to show of the program
    player_too_old,       // lacks what the schedule or its program needs
    not_in_dates,         // its dates are over, or have not begun
    other_day,            // none of the days is one of its own
    approval,             // its program is not approved, not then or not for the display
    holiday_year_missing, // asks for workdays or holidays of a year that nobody has announced
    no_displays,          // its targets have none; the only reason then
};

// "player_too_old". Total.
std::string_view to_slug(CheckReason reason);

struct CheckedReason {
    CheckReason reason = CheckReason::outranked;
    ScheduleId by; // of outranked, where one schedule has most of its time
    std::size_t displays = 0;
    std::vector<std::uint32_t> examples; // rows of Outlook::displays
};

// While the schedule would hold, another one has the glass.
struct CoveredStretch {
    Interval time;
    ScheduleId by;
    std::size_t displays = 0;
};

struct ScheduleCheck {
    std::size_t playing = 0;             // displays that ever show it
    rules::Airtime airtime;              // on all of them together
    std::vector<CheckedReason> reasons;  // of the others, by reason and `by`
    std::vector<CoveredStretch> covered; // by time; at most limits::schedule_check_reasons_max
    bool covered_cut = false;            // there were more
};

struct CheckQuestion {
    const Outlook& outlook;          // about the draft's displays, with the draft in it
    const Schedule* draft = nullptr; // as manifests carry it; none: its campaign leaves no date
    // What would be shown; none: there is no approved revision, and then nothing is shown at all.
    std::optional<Program> program;
    LocalDate first; // on each display's own wall clock
    int days = 7;
};

// Each class of displays is worked out once.
ScheduleCheck check_schedule(const CheckQuestion& question);

} // namespace marquee::manager
