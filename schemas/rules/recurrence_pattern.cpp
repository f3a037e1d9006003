#include "schemas/rules/recurrence_pattern.hpp"

#include <algorithm>
#include <bit>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

// The months of a year, common or leap, by days counted from 0.
struct Months {
    std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::array<int, 12> firsts{};
    std::array<std::int8_t, 366> month_of_day{};
    int days = 0;
};

constexpr Months months_of_year(bool leap) {
    Months months;
    months.lengths[1] += leap ? 1 : 0;
    for (std::size_t month = 0; month < 12; ++month) {
        months.firsts[month] = months.days;
        for (int i = 0; i < months.lengths[month]; ++i) {
            months.month_of_day[static_cast<std::size_t>(months.days++)] =
                static_cast<std::int8_t>(month);
        }
    }
    return months;
}

constexpr Months common_year = months_of_year(false);
constexpr Months leap_year = months_of_year(true);

// A day as the parts of a rule see it.
struct CalendarDay {
    int month;
    int month_day;
    int month_length;
    int year_day; // from 1
    int year_length;
    int weekday; // Monday is 0
};

// One of the fourteen calendars.
class YearCalendar {
public:
    YearCalendar(bool leap, int first_weekday)
        : months_(leap ? leap_year : common_year), first_weekday_(first_weekday) {}

    int length() const { return months_.days; }
    int first_of(int month) const { return months_.firsts[static_cast<std::size_t>(month)]; }
    int length_of(int month) const { return months_.lengths[static_cast<std::size_t>(month)]; }
    int weekday(int index) const { return (first_weekday_ + index + 70) % 7; }

    // `index` counts from 0 and may reach a week into the neighbouring years, whose December and
    // January always look the same.
    CalendarDay day(int index) const {
        const int weekday_of_day = weekday(index);
        if (index < 0) {
            return {12, 32 + index, 31, 366 + index, 365, weekday_of_day};
        }
        if (index >= length()) {
            const int day = index - length() + 1;
            return {1, day, 31, day, 365, weekday_of_day};
        }
        const int month = months_.month_of_day[static_cast<std::size_t>(index)];
        const int month_day = index - first_of(month) + 1;
        return {month + 1, month_day, length_of(month), index + 1, length(), weekday_of_day};
    }

private:
    const Months& months_;
    int first_weekday_;
};

// The BY… parts without BYSETPOS, and what DTSTART says in place of those that are missing. RFC
// 5545 section 3.3.10, the table of expansions: with days as the smallest unit every expansion is a
// choice among the days of the period.
class DayFilter {
public:
    DayFilter(const RecurrenceRule& rule, LocalDate start)
        : frequency_(rule.frequency), ordinals_(rule.by_day) {
        for (const std::int32_t month : rule.by_month) {
            months_ |= 1U << month;
        }
        for (const std::int32_t day : rule.by_month_day) {
            (day > 0 ? month_days_ : month_days_back_) |= 1ULL << std::abs(day);
        }
        std::erase_if(ordinals_, [this](const OrdinalWeekday& each) {
            weekdays_ |= each.ordinal == 0 ? 1U << weekday_index(each.day) : 0;
            return each.ordinal == 0;
        });
        by_week_day_ = !rule.by_day.empty();
        by_month_day_ = !rule.by_month_day.empty();
        ordinals_in_month_ = frequency_ == Frequency::monthly || !rule.by_month.empty();
        take_from(start);
    }

    bool selects(const CalendarDay& day) const {
        if ((months_ >> day.month & 1) == 0) {
            return false;
        }
        if (by_month_day_ && (month_days_ >> day.month_day & 1) == 0
            && (month_days_back_ >> (day.month_length - day.month_day + 1) & 1) == 0) {
            return false;
        }
        return !by_week_day_ || (weekdays_ >> day.weekday & 1) != 0 || is_numbered(day);
    }

private:
    void take_from(LocalDate start) {
        const bool no_days = !by_week_day_ && !by_month_day_;
        if (frequency_ == Frequency::weekly && !by_week_day_) {
            weekdays_ = 1U << weekday_index(day_number(start));
            by_week_day_ = true;
        } else if (frequency_ >= Frequency::monthly && no_days) {
            month_days_ = 1ULL << static_cast<unsigned>(start.day());
            by_month_day_ = true;
            if (frequency_ == Frequency::yearly && months_ == 0) {
                months_ = 1U << static_cast<unsigned>(start.month());
            }
        }
        if (months_ == 0) {
            months_ = ~0U;
        }
    }

    bool is_numbered(const CalendarDay& day) const {
        const int place = ordinals_in_month_ ? day.month_day : day.year_day;
        const int length = ordinals_in_month_ ? day.month_length : day.year_length;
        const int forward = (place - 1) / 7 + 1;
        const int backward = -((length - place) / 7 + 1);
        return std::any_of(ordinals_.begin(), ordinals_.end(), [&](const OrdinalWeekday& each) {
            return weekday_index(each.day) == day.weekday
                   && (each.ordinal == forward || each.ordinal == backward);
        });
    }

    Frequency frequency_;
    std::uint32_t months_ = 0;          // bit 1 is January
    std::uint64_t month_days_ = 0;      // bit 1 is the first
    std::uint64_t month_days_back_ = 0; // bit 1 is the last
    std::uint32_t weekdays_ = 0;        // of those without an ordinal
    std::vector<OrdinalWeekday> ordinals_;
    bool by_month_day_ = false;
    bool by_week_day_ = false;
    bool ordinals_in_month_ = false; // else in the year
};

// Works out one of the fourteen.
class YearSelection {
public:
    YearSelection(const RecurrenceRule& rule, const DayFilter& filter, const YearCalendar& calendar)
        : rule_(rule), filter_(filter), calendar_(calendar) {}

    YearDays days() {
        if (rule_.by_set_position.empty()) {
            for (int day = 0; day < calendar_.length(); ++day) {
                if (filter_.selects(calendar_.day(day))) {
                    days_.insert(day);
                }
            }
            return days_;
        }
        switch (rule_.frequency) {
        case Frequency::daily:
            for (int day = 0; day < calendar_.length(); ++day) {
                choose(day, 1);
            }
            break;
        case Frequency::weekly:
            for (int day = first_week(); day < calendar_.length(); day += 7) {
                choose(day, 7);
            }
            break;
        case Frequency::monthly:
            for (int month = 0; month < 12; ++month) {
                choose(calendar_.first_of(month), calendar_.length_of(month));
            }
            break;
        case Frequency::yearly:
            choose(0, calendar_.length());
            break;
        }
        return days_;
    }

private:
    // Where the week of 1 January begins: -6 to 0.
    int first_week() const {
        return -((calendar_.weekday(0) - weekday_index(rule_.week_start) + 7) % 7);
    }

    // BYSETPOS: of the selected days of one period, those in the given places.
    void choose(int first, int length) {
        int count = 0;
        for (int day = first; day < first + length; ++day) {
            if (filter_.selects(calendar_.day(day))) {
                selected_[static_cast<std::size_t>(count++)] = day;
            }
        }
        for (const std::int32_t position : rule_.by_set_position) {
            const int place = position > 0 ? position - 1 : count + position;
            if (place < 0 || place >= count) {
                continue;
            }
            const int day = selected_[static_cast<std::size_t>(place)];
            if (day >= 0 && day < calendar_.length()) {
                days_.insert(day);
            }
        }
    }

    const RecurrenceRule& rule_;
    const DayFilter& filter_;
    const YearCalendar& calendar_;
    YearDays days_;
    std::array<int, 366> selected_; // of the period that is being chosen from
};

} // namespace

int YearDays::next(int day) const {
    if (day >= 366) {
        return -1;
    }
    std::size_t at = word(day);
    std::uint64_t rest = words_[at] & ~(bit(day) - 1);
    while (rest == 0) {
        if (++at == words_.size()) {
            return -1;
        }
        rest = words_[at];
    }
    return static_cast<int>(at) * 64 + std::countr_zero(rest);
}

int YearDays::previous(int day) const {
    std::size_t at = word(day);
    std::uint64_t rest = words_[at] & (bit(day) | (bit(day) - 1));
    while (rest == 0) {
        if (at-- == 0) {
            return -1;
        }
        rest = words_[at];
    }
    return static_cast<int>(at) * 64 + 63 - std::countl_zero(rest);
}

RecurrencePattern::RecurrencePattern(const RecurrenceRule& rule, LocalDate start) {
    const DayFilter filter{rule, start};
    for (int kind = 0; kind < 14; ++kind) {
        const YearCalendar calendar{kind >= 7, kind % 7};
        kinds_[static_cast<std::size_t>(kind)] = YearSelection{rule, filter, calendar}.days();
    }
}

const YearDays& RecurrencePattern::year(int number) const {
    const int leap = std::chrono::year{number}.is_leap() ? 7 : 0;
    return kinds_[static_cast<std::size_t>(leap + weekday_index(day_number(number, 1, 1)))];
}

bool RecurrencePattern::contains(DayNumber day) const {
    const int number = year_of(day);
    return year(number).contains(day - day_number(number, 1, 1));
}

std::optional<DayNumber> RecurrencePattern::next(DayNumber day) const {
    for (int number = year_of(day); number <= limits::recurrence_year_max; ++number) {
        const DayNumber first = day_number(number, 1, 1);
        const int found = year(number).next(std::max(day - first, 0));
        if (found >= 0) {
            return first + found;
        }
    }
    return std::nullopt;
}

std::optional<DayNumber> RecurrencePattern::previous(DayNumber day) const {
    for (int number = year_of(day); number >= limits::recurrence_year_min; --number) {
        const DayNumber first = day_number(number, 1, 1);
        const int found = year(number).previous(std::min(day - first, 365));
        if (found >= 0) {
            return first + found;
        }
    }
    return std::nullopt;
}

} // namespace marquee::rules
