// One plan with a draft in it: what the draft gets, and what takes the rest. Pure.
#pragma once

#include <vector>

#include "manager/publishing/planning/schedule_check.hpp"

namespace marquee::manager {

struct CoveredPart {
    Interval time;
    ScheduleId by; // never the draft

    friend bool operator==(const CoveredPart&, const CoveredPart&) = default;
};

struct ClassCheck {
    rules::Airtime airtime;
    std::vector<CoveredPart> covered;            // in order; neighbours by the same one are one
    CheckReason reason = CheckReason::outranked; // where airtime.shown is 0
    ScheduleId by;                               // of outranked
};

// `draft` is one of the manifest's schedules.
ClassCheck check_class(const Manifest& manifest, const Schedule& draft, LocalDate first, int days);

} // namespace marquee::manager
