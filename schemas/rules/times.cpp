#include "schemas/rules/times.hpp"

#include <algorithm>
#include <limits>

#include "schemas/rules/ruled_times.hpp"

namespace marquee::rules {

namespace {

constexpr std::int32_t day_seconds = 86'400;
constexpr std::int32_t week_seconds = 7 * day_seconds;
constexpr std::int32_t no_first = std::numeric_limits<std::int32_t>::min() / 2;
constexpr std::int32_t no_last = std::numeric_limits<std::int32_t>::max() / 2;

// A change of offset is at most a day, and so is a window: beyond two days neither is felt.
constexpr std::chrono::hours disturbance{48};

} // namespace

WallMoment wall_moment(const ZoneRules& zone, Instant now) {
    WallMoment moment;
    moment.now = now;
    moment.segment = segment_at(zone, now);
    const auto local = now.time_since_epoch() + moment.segment.offset;
    moment.day = static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(local).count());
    moment.monday = moment.day - weekday_index(moment.day);
    moment.week_second = static_cast<std::int32_t>(
        std::chrono::floor<Seconds>(local - std::chrono::days{moment.monday}).count());
    const bool far_from_last =
        moment.segment.from == Instant::min() || now - moment.segment.from >= disturbance;
    const bool far_from_next =
        moment.segment.until == Instant::max() || moment.segment.until - now >= disturbance;
    moment.steady = far_from_last && far_from_next;
    if (moment.steady) {
        moment.day_end =
            Instant{local_at(moment.day + 1, 0).time_since_epoch() - moment.segment.offset};
        return moment;
    }
    moment.day_end = now;
    for (std::int32_t day = moment.day + 1; moment.day_end <= now; ++day) {
        const LocalInstants at = to_instants(zone, local_at(day, 0));
        moment.day_end = at.first > now ? at.first : at.second;
    }
    return moment;
}

PreparedTimes::PreparedTimes(const Times& times, const TimesContext& context)
    : first_day_(times.dates.first ? day_number(*times.dates.first) : no_first),
      last_day_(times.dates.last ? day_number(*times.dates.last) : no_last),
      weekdays_(times.weekdays.bits & 0b111'1111) {
    if (!times.on.empty() || !times.exceptions.empty()) {
        ruled_ = std::make_shared<const RuledTimes>(times, context);
        return;
    }
    windows_ = day_windows(times.windows);
    prepare_week();
    prepare_endless(context.zone);
}

void PreparedTimes::prepare_week() {
    std::vector<WeekRun> all;
    for (std::int32_t day = 0; day < 7; ++day) {
        for (const DayWindow& window : windows_) {
            if ((weekdays_ & window.weekdays & 1 << day) != 0) {
                const std::int32_t start = day * day_seconds + window.start;
                all.push_back({start, start + window.length, start});
            }
        }
    }
    std::sort(all.begin(), all.end(),
              [](const WeekRun& a, const WeekRun& b) { return a.start < b.start; });
    for (const WeekRun& each : all) {
        if (!week_.empty() && each.start <= week_.back().end) {
            week_.back().end = std::max(week_.back().end, each.end);
            week_.back().last_start = each.start;
        } else {
            week_.push_back(each);
        }
    }
    // What runs over Sunday night joins the beginning of the next week.
    while (week_.size() > 1 && week_.back().end >= week_seconds + week_.front().start) {
        week_.back().end = std::max(week_.back().end, week_.front().end + week_seconds);
        week_.back().last_start = week_.front().last_start + week_seconds;
        week_.erase(week_.begin());
    }
}

void PreparedTimes::prepare_endless(const ZoneRules& zone) {
    const bool whole_week =
        week_.size() == 1 && week_.front().end - week_.front().start >= week_seconds;
    // A short date range is left to at_any, which sees all of it at once.
    if (!whole_week || last_day_ - first_day_ < 6) {
        return;
    }
    endless_ = Interval{Instant{}, never};
    if (first_day_ != no_first) {
        const auto runs = runs_of_days(zone, first_day_, first_day_ + 5);
        endless_->from = run_around(runs, midnight(zone, first_day_ + 3)).value_or(*endless_).from;
    }
    if (last_day_ != no_last) {
        const auto runs = runs_of_days(zone, last_day_ - 5, last_day_);
        endless_->to = run_around(runs, midnight(zone, last_day_ - 2)).value_or(*endless_).to;
    }
}

bool PreparedTimes::selects(std::int32_t day) const {
    return first_day_ <= day && day <= last_day_ && (weekdays_ >> weekday_index(day) & 1) != 0;
}

Holding PreparedTimes::at(const WallMoment& moment, const ZoneRules& zone) const {
    if (ruled_) {
        return ruled_->at(moment, zone);
    }
    const bool open_start = first_day_ == no_first;
    if (endless_ && (open_start || moment.now >= endless_->from) && moment.now < endless_->to) {
        return {endless_, endless_->to};
    }
    if (moment.steady) {
        if (const auto holding = at_steady(moment)) {
            return *holding;
        }
    }
    return at_any(moment, zone);
}

Absence PreparedTimes::absence_at(const WallMoment& moment) const {
    if (ruled_) {
        return ruled_->absence_on(moment.day);
    }
    if (moment.day < first_day_) {
        return Absence::before_dates;
    }
    if (moment.day > last_day_) {
        return Absence::after_dates;
    }
    const bool opens = selects(moment.day)
                       && std::any_of(windows_.begin(), windows_.end(), [&](const DayWindow& each) {
                              return each.opens_on(moment.day);
                          });
    return opens ? Absence::outside_windows : Absence::other_weekday;
}

std::optional<Interval> PreparedTimes::next_run(const ZoneRules& zone, Instant now,
                                                Instant horizon) const {
    if (ruled_) {
        return ruled_->next_run(zone, now, horizon);
    }
    std::optional<Interval> current = at(wall_moment(zone, now), zone).run;
    Instant then = now;
    while (then < horizon) {
        const Holding holding = at(wall_moment(zone, then), zone);
        if (holding.run && holding.run != current) {
            return holding.run->from < horizon ? holding.run : std::nullopt;
        }
        if (holding.unchanged_until >= never) {
            return std::nullopt;
        }
        then = holding.unchanged_until;
    }
    return std::nullopt;
}

// Plain arithmetic on the wall clock, where it is as good as UTC; none where it is not.
std::optional<Holding> PreparedTimes::at_steady(const WallMoment& moment) const {
    const std::int32_t day = moment.day;
    if (week_.empty() || day > last_day_ + 1) {
        return Holding{std::nullopt, never};
    }
    if (day < first_day_) {
        return Holding{std::nullopt, moment.day_end};
    }
    const std::int32_t monday = moment.monday;
    const std::int32_t second = moment.week_second;
    const auto after =
        std::upper_bound(week_.begin(), week_.end(), second,
                         [](std::int32_t s, const WeekRun& run) { return s < run.start; });
    WeekRun run = after == week_.begin() ? week_.back() : *std::prev(after);
    if (after == week_.begin()) {
        run = {run.start - week_seconds, run.end - week_seconds, run.last_start - week_seconds};
    }
    const auto instant_of = [&](std::int32_t week_second) {
        return Instant{local_at(monday, week_second).time_since_epoch() - moment.segment.offset};
    };
    if (second >= run.end) { // between two runs
        const bool starts_today = after != week_.end() && day <= last_day_
                                  && after->start < (day - monday + 1) * day_seconds;
        return Holding{std::nullopt, starts_today ? instant_of(after->start) : moment.day_end};
    }
    const auto day_of = [&](std::int32_t week_second) {
        return monday
               + static_cast<std::int32_t>(
                   std::chrono::floor<std::chrono::days>(Seconds{week_second}).count());
    };
    const bool whole = day_of(run.start) >= first_day_ && day_of(run.last_start) <= last_day_;
    const Interval found{instant_of(run.start), instant_of(run.end)};
    const ZoneSegment& steady = moment.segment;
    const bool undisturbed =
        (steady.from == Instant::min() || found.from - disturbance >= steady.from)
        && (steady.until == Instant::max() || found.to + disturbance <= steady.until);
    if (!whole || !undisturbed) {
        return std::nullopt;
    }
    return Holding{found, found.to};
}

// Opens every window of the days around and joins them; looks further out while a run touches the
// edge of what was opened.
Holding PreparedTimes::at_any(const WallMoment& moment, const ZoneRules& zone) const {
    Holding holding{std::nullopt, moment.day_end};
    for (const std::int32_t reach : {4, 10, 20}) {
        const std::int32_t first = std::max(moment.day - reach, first_day_);
        const std::int32_t last = std::min(moment.day + reach, last_day_);
        const Intervals runs = runs_of_days(zone, first, last);
        holding.run = run_around(runs, moment.now);
        if (!holding.run) {
            for (const Interval& run : runs) {
                if (run.from > moment.now) {
                    holding.unchanged_until = std::min(moment.day_end, run.from);
                    break;
                }
            }
            return holding;
        }
        holding.unchanged_until = holding.run->to;
        const bool cut_before = first > first_day_ && holding.run->from < midnight(zone, first + 2);
        const bool cut_after = last < last_day_ && holding.run->to > midnight(zone, last - 1);
        if (!cut_before && !cut_after) {
            return holding;
        }
    }
    return holding;
}

Intervals PreparedTimes::runs_of_days(const ZoneRules& zone, std::int32_t first,
                                      std::int32_t last) const {
    Intervals runs;
    for (std::int32_t day = first; day <= last; ++day) {
        if (selects(day)) {
            open_windows(runs, zone, day, windows_);
        }
    }
    return joined(std::move(runs));
}

} // namespace marquee::rules
