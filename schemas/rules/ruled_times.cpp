#include "schemas/rules/ruled_times.hpp"

#include <algorithm>
#include <limits>

namespace marquee::rules {

namespace {

constexpr DayNumber no_first = std::numeric_limits<DayNumber>::min() / 2;
constexpr DayNumber no_last = std::numeric_limits<DayNumber>::max() / 2;

// How far a day's windows can lie from that day: they last a day at most and run into the next, and
// a change of offset moves them by a day at most.
constexpr std::int32_t reach_of_windows = 4;
constexpr std::int32_t days_at_once = 32; // opened while looking for the next run

Instant new_year(const ZoneRules& zone, int year) {
    return midnight(zone, day_number(year, 1, 1));
}

// From one new year to the next.
Interval year_around(const ZoneRules& zone, const WallMoment& moment) {
    int year = year_of(moment.day);
    while (new_year(zone, year) > moment.now) {
        --year;
    }
    while (new_year(zone, year + 1) <= moment.now) {
        ++year;
    }
    return {new_year(zone, year), new_year(zone, year + 1)};
}

// Cuts runs of the days `first` to `last` at every new year.
void cut_at_new_years(Intervals& runs, const ZoneRules& zone, DayNumber first, DayNumber last) {
    for (int year = year_of(first); year <= year_of(last) + 1; ++year) {
        const Instant cut = new_year(zone, year);
        const auto across = std::find_if(runs.begin(), runs.end(), [&](const Interval& run) {
            return run.from < cut && cut < run.to;
        });
        if (across != runs.end()) {
            const Interval after{cut, across->to};
            across->to = cut;
            runs.insert(std::next(across), after);
        }
    }
}

} // namespace

RuledTimes::RuledTimes(const Times& times, const TimesContext& context)
    : first_day_(times.dates.first ? day_number(*times.dates.first) : no_first),
      last_day_(times.dates.last ? day_number(*times.dates.last) : no_last),
      weekdays_(times.weekdays),
      windows_(day_windows(times.windows)),
      on_(times.on, context.holidays) {
    exceptions_.reserve(times.exceptions.size());
    for (const DayException& each : times.exceptions) {
        Exception exception{PreparedDays{each.on, context.holidays}, {}};
        if (!each.windows.empty()) {
            exception.windows = day_windows(each.windows);
        }
        exceptions_.push_back(std::move(exception));
    }
    table_ = table_of(context);
}

RunTable RuledTimes::table_of(const TimesContext& context) const {
    const Interval& within = context.horizon;
    if (within.to <= within.from) {
        return {};
    }
    Intervals runs = runs_between(context.zone, wall_moment(context.zone, within.from),
                                  wall_moment(context.zone, within.to));
    std::erase_if(
        runs, [&](const Interval& run) { return run.to <= within.from || run.from >= within.to; });
    return {within, runs};
}

DayAnswer RuledTimes::selects(DayNumber day) const {
    const bool may =
        first_day_ <= day && day <= last_day_ && (weekdays_.bits >> weekday_index(day) & 1) != 0;
    if (!may) {
        return DayAnswer::no;
    }
    return on_.empty() ? DayAnswer::yes : on_.ask(date_of(day));
}

std::span<const DayWindow> RuledTimes::windows_on(DayNumber day) const {
    for (const Exception& each : exceptions_) {
        if (each.on.ask(date_of(day)) == DayAnswer::yes) {
            return each.windows;
        }
    }
    return windows_;
}

void RuledTimes::open_days(Intervals& runs, const ZoneRules& zone, DayNumber first,
                           DayNumber last) const {
    for (DayNumber day = std::max(first, first_day_); day <= std::min(last, last_day_); ++day) {
        if (selects(day) == DayAnswer::yes) {
            open_windows(runs, zone, day, windows_on(day));
        }
    }
    runs = joined(std::move(runs));
}

Intervals RuledTimes::runs_between(const ZoneRules& zone, const WallMoment& begin,
                                   const WallMoment& end) const {
    const Instant earliest = year_around(zone, begin).from;
    const Instant latest = year_around(zone, end).to;
    DayNumber first = begin.day - reach_of_windows;
    DayNumber last = end.day + reach_of_windows;
    Intervals runs;
    open_days(runs, zone, first, last);
    for (std::int32_t more = 8;; more *= 4) {
        // Close to the edge of what was opened a run may go on with what lies beyond.
        const auto early = run_around(runs, begin.now);
        const auto late = run_around(runs, end.now);
        const bool goes_back =
            early && early->from > earliest && early->from < midnight(zone, first + 2);
        const bool goes_on = late && late->to < latest && late->to > midnight(zone, last - 1);
        if (!goes_back && !goes_on) {
            break;
        }
        if (goes_back) {
            open_days(runs, zone, first - more, first - 1);
            first -= more;
        }
        if (goes_on) {
            open_days(runs, zone, last + 1, last + more);
            last += more;
        }
    }
    cut_at_new_years(runs, zone, first, last);
    return runs;
}

Holding RuledTimes::at(const WallMoment& moment, const ZoneRules& zone) const {
    return table_.covers(moment.now) ? table_.at(moment.now) : walk(moment, zone);
}

Holding RuledTimes::walk(const WallMoment& moment, const ZoneRules& zone) const {
    const Intervals runs = runs_between(zone, moment, moment);
    if (const auto run = run_around(runs, moment.now)) {
        return {run, run->to};
    }
    const auto next = std::find_if(runs.begin(), runs.end(),
                                   [&](const Interval& run) { return run.from > moment.now; });
    return {std::nullopt,
            next == runs.end() ? moment.day_end : std::min(moment.day_end, next->from)};
}

Absence RuledTimes::absence_on(DayNumber day) const {
    if (day < first_day_) {
        return Absence::before_dates;
    }
    if (day > last_day_) {
        return Absence::after_dates;
    }
    const DayAnswer answer = selects(day);
    if ((weekdays_.bits >> weekday_index(day) & 1) == 0) {
        return Absence::other_weekday;
    }
    if (answer != DayAnswer::yes) {
        return answer == DayAnswer::no ? Absence::other_day : Absence::holidays_unknown;
    }
    const std::span<const DayWindow> windows = windows_on(day);
    if (std::any_of(windows.begin(), windows.end(),
                    [&](const DayWindow& each) { return each.opens_on(day); })) {
        return Absence::outside_windows;
    }
    const bool ordinary = windows.data() == windows_.data();
    return ordinary ? Absence::other_weekday : Absence::other_day;
}

std::optional<Interval> RuledTimes::next_run(const ZoneRules& zone, Instant now,
                                             Instant horizon) const {
    const Holding current = at(wall_moment(zone, now), zone);
    Instant then = current.run ? current.run->to : now;
    std::optional<Interval> found;
    if (table_.covers(then)) {
        found = table_.first_from(then);
        then = table_.within().to;
    }
    DayNumber day = std::max(wall_moment(zone, then).day, first_day_ - reach_of_windows);
    while (!found && then < horizon && day <= last_day_) {
        Intervals runs;
        open_days(runs, zone, day - reach_of_windows, day + days_at_once + reach_of_windows);
        cut_at_new_years(runs, zone, day, day + days_at_once);
        const Instant end = midnight(zone, day + days_at_once);
        for (const Interval& run : runs) {
            if (run.from >= then && run.from < end) {
                found = at(wall_moment(zone, run.from), zone).run;
                break;
            }
        }
        then = std::max(then, end);
        day += days_at_once;
    }
    return found && found->from < horizon ? found : std::nullopt;
}

} // namespace marquee::rules
