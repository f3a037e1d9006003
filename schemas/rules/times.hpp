// When a schedule holds: Times on a wall clock.
//
// Every selected day opens each of its windows that is for its weekday, from the start's instant to
// the end's (zone_time.hpp says what a DST gap or fold does to them). Dates, weekdays and rules are
// asked of the day a window starts; an overnight window runs on into a day that need not be
// selected. A window whose end would come before its start, because its start was moved by a gap,
// does not open that day. Windows that touch or overlap make one run.
//
// Where days are chosen by rules (Times::on, Times::exceptions) no run crosses the local midnight
// of a 1 January: there it is cut into two, so that a run is never longer than a year and can be
// found from any instant within it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/rules/runs.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

// "No change is known": 9999-12-31T00:00:00Z, which every format can say.
inline constexpr Instant never{std::chrono::sys_days{
    LocalDate{std::chrono::year{9999}, std::chrono::month{12}, std::chrono::day{31}}}};

// An instant with what is on the wall then; made once for all the Times of a zone.
struct WallMoment {
    Instant now;
    ZoneSegment segment;
    std::int32_t day = 0;         // local days since 1970-01-01
    std::int32_t monday = 0;      // the day that began its week
    std::int32_t week_second = 0; // since Monday 00:00 on the wall
    Instant day_end;              // a later local midnight, normally the next
    bool steady = false;          // no change of offset within two days on either side
};

WallMoment wall_moment(const ZoneRules& zone, Instant now);

struct Holding {
    // The whole run around the instant; none when nothing holds. Starts at the Unix epoch when it
    // has no start, ends at `never` when it has no end.
    std::optional<Interval> run;
    // The answer is the same until then. Exact while a run holds; otherwise never later than the
    // next run begins, and often much earlier.
    Instant unchanged_until;
};

// What keeps Times from holding on a day.
enum class Absence {
    before_dates,
    after_dates,
    other_weekday,
    outside_windows,
    other_day,        // no rule selects it, or an exception closes it
    holidays_unknown, // only a year of holidays that nobody announced could have selected it
};

// What Times are prepared with. What they answer depends on zone and holidays, never on the
// horizon; within it the answers of ruled Times are found in tables.
struct TimesContext {
    const ZoneRules& zone;
    std::shared_ptr<const HolidayTable> holidays = {}; // none: no year is known
    Interval horizon = {};                             // at most some months; may be empty
};

class RuledTimes;

// Times of one zone, as tables. A value.
class PreparedTimes {
public:
    PreparedTimes(const Times& times, const TimesContext& context);

    // `zone` is the one it was prepared with. Allocates only within two days of a change of offset
    // or where the date range cuts a run that spans days; ruled Times outside of the horizon.
    Holding at(const WallMoment& moment, const ZoneRules& zone) const;

    // Why they do not hold at a moment at which they do not.
    Absence absence_at(const WallMoment& moment) const;

    // The first run that starts after `now` and before `horizon`. Looks at day by day: tens of
    // microseconds for a year.
    std::optional<Interval> next_run(const ZoneRules& zone, Instant now, Instant horizon) const;

private:
    // Seconds from Monday 00:00; `end` may lie in the next week.
    struct WeekRun {
        std::int32_t start;
        std::int32_t end;
        std::int32_t last_start; // of the windows in it
    };

    void prepare_week();
    void prepare_endless(const ZoneRules& zone);
    bool selects(std::int32_t day) const;
    std::optional<Holding> at_steady(const WallMoment& moment) const;
    Holding at_any(const WallMoment& moment, const ZoneRules& zone) const;
    Intervals runs_of_days(const ZoneRules& zone, std::int32_t first, std::int32_t last) const;

    std::int32_t first_day_;
    std::int32_t last_day_;
    std::uint8_t weekdays_;
    std::vector<DayWindow> windows_;
    std::vector<WeekRun> week_;       // ascending; no two touch, not even around Sunday night
    std::optional<Interval> endless_; // where windows follow each other without a break
    std::shared_ptr<const RuledTimes> ruled_; // in place of the three above
};

} // namespace marquee::rules
