#include "manager/publishing/schedule_times.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// Reads the row of `id` into `rows` unless it is there or there is no id.
template<typename IdType, typename Row, typename Find>
Status fetch(std::map<IdType, Row>& rows, const IdType& id, const Find& find) {
    if (id.empty() || rows.contains(id)) {
        return {};
    }
    return find(id).map([&](Row row) { rows.emplace(id, std::move(row)); });
}

template<typename IdType, typename Row>
const Row* find_in(const std::map<IdType, Row>& rows, const IdType& id) {
    const auto found = rows.find(id);
    return found == rows.end() ? nullptr : &found->second;
}

// The days of both. None: not a single one.
std::optional<DateRange> intersection(const DateRange& a, const DateRange& b) {
    DateRange both = a;
    if (b.first && (!both.first || *b.first > *both.first)) {
        both.first = b.first;
    }
    if (b.last && (!both.last || *b.last < *both.last)) {
        both.last = b.last;
    }
    const bool empty = both.first && both.last && *both.last < *both.first;
    return empty ? std::nullopt : std::optional(both);
}

bool any_day_kinds(const std::vector<DayRule>& days) {
    return std::any_of(days.begin(), days.end(),
                       [](const DayRule& rule) { return std::holds_alternative<DayKinds>(rule); });
}

} // namespace

Result<NamedTimes> named_times(const View& view, const std::vector<ScheduleRecord>& schedules) {
    const CalendarRepository& stored = view.calendars;
    NamedTimes names;
    for (const ScheduleRecord& record : schedules) {
        Status read = fetch(names.dayparts, record.daypart, [&](const DaypartId& id) {
                          return stored.daypart(id);
                      }).and_then([&] {
            return fetch(names.campaigns, record.campaign,
                         [&](const CampaignId& id) { return stored.campaign(id); });
        });
        for (const PeriodId& period : record.periods) {
            read = read.and_then([&] {
                return fetch(names.periods, period,
                             [&](const PeriodId& id) { return stored.period(id); });
            });
        }
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
    }
    return names;
}

std::optional<Schedule> effective_schedule(const ScheduleRecord& record, const NamedTimes& names) {
    Schedule schedule = record.schedule;
    Times& times = schedule.times;
    if (const Daypart* daypart = find_in(names.dayparts, record.daypart)) {
        times.windows = daypart->windows;
        times.exceptions = daypart->exceptions;
    }
    for (const PeriodId& id : record.periods) {
        if (const NamedPeriod* period = find_in(names.periods, id)) {
            times.on.insert(times.on.end(), period->days.begin(), period->days.end());
        }
    }
    if (const Campaign* campaign = find_in(names.campaigns, record.campaign)) {
        const std::optional<DateRange> dates = intersection(times.dates, campaign->dates);
        if (!dates) {
            return std::nullopt;
        }
        times.dates = *dates;
    }
    return schedule;
}

Status check_day_count(const ScheduleRecord& record, const NamedTimes& names,
                       const std::string& where) {
    std::size_t rules = record.schedule.times.on.size();
    for (const PeriodId& id : record.periods) {
        const NamedPeriod* period = find_in(names.periods, id);
        rules += period != nullptr ? period->days.size() : 0;
    }
    if (rules > limits::day_rules_max) {
        return fail(
            ErrorCode::too_large, "a schedule and its periods have too many day rules", where,
            {{"limit", std::to_string(limits::day_rules_max)}, {"schedule", record.schedule.name}});
    }
    return {};
}

bool uses_day_kinds(const Times& times) {
    return any_day_kinds(times.on)
           || std::any_of(
               times.exceptions.begin(), times.exceptions.end(),
               [](const DayException& exception) { return any_day_kinds(exception.on); });
}

HolidayTable holiday_table(const std::vector<HolidayYearRecord>& years) {
    HolidayTable table{.name = "中国大陆", .years = {}};
    for (const HolidayYearRecord& row : years) {
        table.years.push_back(row.year);
    }
    return table;
}

} // namespace marquee::manager
