// A day rule made ready once, to be asked about day after day.
#pragma once

#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "schemas/model/day_rule.hpp"
#include "schemas/rules/day_number.hpp"
#include "schemas/rules/recurrence.hpp"

namespace marquee::rules {

// Whether a day is one. `unknown`: a kind of day is asked for, and the table of holidays has not
// that year. Nothing holds on such a day, but people must be told why.
enum class DayAnswer { no, yes, unknown };

// A cheap value to copy. A rule whose values make no sense selects no day (validate.hpp reports
// it).
class PreparedDayRule {
public:
    // Without a table no year is known.
    PreparedDayRule(const DayRule& rule, std::shared_ptr<const HolidayTable> holidays);

    // Total; allocates nothing; tens of nanoseconds for everyday rules.
    DayAnswer ask(LocalDate day) const;
    bool contains(LocalDate day) const { return ask(day) == DayAnswer::yes; }

private:
    struct NoDay {};
    struct Kinds {
        DayKinds kinds;
        std::shared_ptr<const HolidayTable> holidays; // may be null
    };
    using Ready = std::variant<NoDay, DateRange, std::shared_ptr<const PreparedRecurrence>,
                               LunarRange, DaysAround, LunarMarket, MarketCycle, Kinds>;

    static DayAnswer answer(const Kinds& kinds, LocalDate day);

    Ready rule_;
};

// Any of several rules.
class PreparedDays {
public:
    PreparedDays(const std::vector<DayRule>& rules,
                 const std::shared_ptr<const HolidayTable>& holidays);

    bool empty() const { return rules_.empty(); }

    // `yes` when any says so, else `unknown` when any says so. Total; allocates nothing.
    DayAnswer ask(LocalDate day) const;

private:
    std::vector<PreparedDayRule> rules_;
};

} // namespace marquee::rules
