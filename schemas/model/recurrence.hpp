// On which days something happens again: the subset of RFC 5545 that docs/recurrence.md lists.
//
// Days only: what happens on them at which time is said elsewhere (DailyWindow). A part that is
// empty was not given.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee {

enum class Frequency { daily, weekly, monthly, yearly };

// A value of BYDAY: FR, 2FR (the second), -1FR (the last).
struct OrdinalWeekday {
    std::int32_t ordinal = 0; // from the end when negative; 0: every one
    std::chrono::weekday day = std::chrono::Monday;

    // Canonical order: by ordinal, then from Monday to Sunday.
    friend bool operator<(const OrdinalWeekday& a, const OrdinalWeekday& b) {
        return std::tuple(a.ordinal, a.day.iso_encoding())
               < std::tuple(b.ordinal, b.day.iso_encoding());
    }
    friend bool operator==(const OrdinalWeekday&, const OrdinalWeekday&) = default;
};

// RRULE, RFC 5545 section 3.3.10. A reader sorts the lists and drops doubles.
struct RecurrenceRule {
    Frequency frequency = Frequency::daily;
    std::int32_t interval = 1;
    std::optional<std::int32_t> count; // never together with `until`
    std::optional<LocalDate> until;    // the last day that may be one
    std::vector<std::int32_t> by_month;
    std::vector<std::int32_t> by_month_day; // -1 is the last day of the month
    std::vector<OrdinalWeekday> by_day;
    std::vector<std::int32_t> by_set_position; // BYSETPOS
    std::chrono::weekday week_start = std::chrono::Monday;

    friend bool operator==(const RecurrenceRule&, const RecurrenceRule&) = default;
};

struct Recurrence {
    LocalDate start{}; // DTSTART: nothing of the rule lies before; itself a day only if it matches
    std::optional<RecurrenceRule> rule;
    std::vector<LocalDate> dates;      // RDATE: these too, even before `start`
    std::vector<LocalDate> exceptions; // EXDATE: but none of these

    friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

} // namespace marquee
