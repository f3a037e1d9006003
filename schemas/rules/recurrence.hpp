// The days of a recurrence, answered for any date without walking there.
//
// Meaning: RFC 5545 sections 3.3.10 and 3.8.5, by days. Where it leaves a choice:
// - DTSTART is a day of the recurrence only if the rule selects it.
// - A date that does not exist (30 February, the 31st of June) is passed over.
// - BYSETPOS counts within the whole day, week, month or year, the part before DTSTART included.
// - COUNT counts what the rule selects, before EXDATE takes away and without RDATE.
// - EXDATE takes away from rule and RDATE alike. An RDATE on a day of the rule adds nothing.
// - Nothing happens before limits::recurrence_year_min or after recurrence_year_max. A later UNTIL
//   is no error.
#pragma once

#include <optional>
#include <vector>

#include "schemas/model/recurrence.hpp"
#include "schemas/rules/recurrence_pattern.hpp"
#include "schemas/rules/validate.hpp"

namespace marquee::rules {

// The stretches of time a rule repeats in: every INTERVAL-th day, week, month or year from the one
// of DTSTART on.
class RecurrencePeriods {
public:
    RecurrencePeriods(const RecurrenceRule& rule, LocalDate start);

    // The nearest day of such a period; `day` must not lie before DTSTART. previous() may answer a
    // day before DTSTART, in its own period.
    DayNumber next(DayNumber day) const;
    DayNumber previous(DayNumber day) const;
    bool contains(DayNumber day) const { return index_of(day) % interval_ == 0; }

private:
    std::int32_t index_of(DayNumber day) const; // 0 is the period of DTSTART
    DayNumber first_of(std::int32_t index) const;

    Frequency frequency_;
    std::int32_t interval_;
    std::int32_t origin_; // the first day, its week's first day, month or year, by frequency
};

// A value of about a kilobyte; prepared once (tens of microseconds; COUNT walks its days), then
// asked often.
//
// The bound of each question: it leaps in turn to the next period and to the next day that the BY…
// parts select. Every pair of leaps ends in a later period, and the calendar has an end: at most
// 146,097 / INTERVAL pairs for a daily rule, 20,871 / INTERVAL for a weekly one, one where INTERVAL
// is 1, once more for every EXDATE it meets. Everyday rules take one or two. Allocates nothing.
class PreparedRecurrence {
public:
    // Fails with the first finding of validate().
    static Result<PreparedRecurrence> prepare(const Recurrence& recurrence);

    // The same without looking whether it has a day at all, which may take long: for what others
    // have judged. Fails with the first finding of validate_shape().
    static Result<PreparedRecurrence> prepare_any(const Recurrence& recurrence);

    bool contains(LocalDate day) const;
    std::optional<LocalDate> next_on_or_after(LocalDate day) const;
    std::optional<LocalDate> previous_on_or_before(LocalDate day) const;

    // The last day that the rule may select: UNTIL, or the last of COUNT.
    LocalDate rule_ends() const { return date_of(last_); }

private:
    explicit PreparedRecurrence(const Recurrence& recurrence);

    bool excluded(DayNumber day) const;
    void end_after(std::int32_t count);
    // Of the rule, EXDATE apart.
    std::optional<DayNumber> next_selected(DayNumber day) const;
    std::optional<DayNumber> previous_selected(DayNumber day) const;

    struct Rule {
        RecurrencePattern pattern;
        RecurrencePeriods periods;
    };
    DayNumber start_;
    DayNumber last_;
    std::optional<Rule> rule_;
    std::vector<DayNumber> dates_;      // ascending, without the excluded
    std::vector<DayNumber> exceptions_; // ascending
};

// Values in range, parts that may stand together, dates in the calendar, at least one day. `where`
// points into {"start", "rule": {"by_day", …}, "dates", "exceptions"}; params has the `part` of
// RFC 5545 (BYDAY) for everything in the rule.
Findings validate(const Recurrence& recurrence);

// All of that but the last.
Findings validate_shape(const Recurrence& recurrence);

// The same for a rule alone.
Findings validate(const RecurrenceRule& rule);

// The same days with COUNT replaced by the UNTIL it comes to, lists sorted and without doubles. A
// COUNT that outlasts the calendar ends with it. Fails as prepare() does.
Result<Recurrence> resolved(const Recurrence& recurrence);

} // namespace marquee::rules
