// Which days of any year the BY… parts of a rule select, were its interval one.
//
// A year's calendar is one of fourteen: leap or not, beginning on one of seven weekdays. What the
// parts select depends on nothing else, so each of the fourteen is worked out once, and whether a
// far day is selected is the question for one bit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "schemas/model/recurrence.hpp"
#include "schemas/rules/day_number.hpp"

namespace marquee::rules {

// A set of days of one year, counted from 0.
class YearDays {
public:
    void insert(int day) { words_[word(day)] |= bit(day); }
    bool contains(int day) const { return (words_[word(day)] & bit(day)) != 0; }

    // The nearest one at or after `day`, at or before it; none: -1.
    int next(int day) const;
    int previous(int day) const;

private:
    static constexpr std::size_t word(int day) { return static_cast<std::size_t>(day) / 64; }
    static constexpr std::uint64_t bit(int day) { return std::uint64_t{1} << (day % 64); }

    std::array<std::uint64_t, 6> words_{};
};

class RecurrencePattern {
public:
    // `rule` is valid (recurrence.hpp); `start` fills in what it leaves out.
    RecurrencePattern(const RecurrenceRule& rule, LocalDate start);

    // These look at one year after the other, at most from limits::recurrence_year_min to
    // recurrence_year_max: 400 years of six words. They allocate nothing.
    std::optional<DayNumber> next(DayNumber day) const;
    std::optional<DayNumber> previous(DayNumber day) const;
    bool contains(DayNumber day) const;

private:
    const YearDays& year(int number) const;

    std::array<YearDays, 14> kinds_; // 7 * leap + weekday of 1 January, Monday 0
};

} // namespace marquee::rules
