// Times whose days are chosen by rules: recurrences, the Chinese calendar, holidays, exceptions.
// Asked through PreparedTimes (times.hpp), which says what they mean.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "schemas/rules/prepared_day_rule.hpp"
#include "schemas/rules/run_table.hpp"
#include "schemas/rules/times.hpp"

namespace marquee::rules {

// Immutable. Outside of the table the days around an instant are opened anew, further and further
// out while a run goes on, at most to the ends of the year.
class RuledTimes {
public:
    RuledTimes(const Times& times, const TimesContext& context);

    // As those of PreparedTimes. `zone` is the context's.
    Holding at(const WallMoment& moment, const ZoneRules& zone) const;
    Absence absence_on(DayNumber day) const;
    std::optional<Interval> next_run(const ZoneRules& zone, Instant now, Instant horizon) const;

private:
    struct Exception {
        PreparedDays on;
        std::vector<DayWindow> windows; // none: closed
    };

    DayAnswer selects(DayNumber day) const;
    // Of a day that is selected.
    std::span<const DayWindow> windows_on(DayNumber day) const;
    // Adds what those days open, joined.
    void open_days(Intervals& runs, const ZoneRules& zone, DayNumber first, DayNumber last) const;
    // The runs from one moment to another, and some around them; whole where they hold at one of
    // the two.
    Intervals runs_between(const ZoneRules& zone, const WallMoment& begin,
                           const WallMoment& end) const;
    Holding walk(const WallMoment& moment, const ZoneRules& zone) const;
    RunTable table_of(const TimesContext& context) const;

    DayNumber first_day_;
    DayNumber last_day_;
    Weekdays weekdays_;
    std::vector<DayWindow> windows_;
    PreparedDays on_;
    std::vector<Exception> exceptions_;
    RunTable table_;
};

} // namespace marquee::rules
