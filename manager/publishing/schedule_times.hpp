// What the names in a schedule stand for: the schedule as staff keep it, with the dayparts, periods
// and the campaign it follows, becomes the schedule as manifests carry it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "manager/ports/database.hpp"
#include "schemas/model/holiday_table.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// Rows that schedules name.
struct NamedTimes {
    std::map<DaypartId, Daypart> dayparts;
    std::map<PeriodId, NamedPeriod> periods;
    std::map<CampaignId, Campaign> campaigns;
};

// Everything that any of these schedules names; each row is read once.
Result<NamedTimes> named_times(const View& view, const std::vector<ScheduleRecord>& schedules);

// Pure. The windows and exceptions of its daypart stand for its own; the days of its periods stand
// beside its own `on`; its dates are those that are its campaign's too. None when no date is left.
// A name that `names` does not know adds and takes away nothing.
std::optional<Schedule> effective_schedule(const ScheduleRecord& record, const NamedTimes& names);

// too_large, `where` as given, when the schedule and its periods have more day rules than one
// schedule of a manifest may.
Status check_day_count(const ScheduleRecord& record, const NamedTimes& names,
                       const std::string& where);

// Whether the days depend on a holiday table.
bool uses_day_kinds(const Times& times);

// The years that are stored, as manifests carry them.
HolidayTable holiday_table(const std::vector<HolidayYearRecord>& years);

} // namespace marquee::manager
