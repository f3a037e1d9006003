#include "manager/http/holiday_warnings.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "manager/http/calendar_words.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/rules/calendar_days.hpp"

namespace marquee::manager {

namespace {

// Calendars are announced in November for the year after.
constexpr std::chrono::days warned_days{366};

} // namespace

Result<std::vector<std::int32_t>>
missing_holiday_years(const View& view, const std::vector<Times>& times, LocalDate today) {
    if (std::none_of(times.begin(), times.end(), uses_day_kinds)) {
        return std::vector<std::int32_t>();
    }
    return view.calendars.all_holidays().map([&](const std::vector<HolidayYearRecord>& years) {
        using std::chrono::sys_days;
        const HolidayTable table = holiday_table(years);
        const sys_days horizon = sys_days(today) + warned_days;
        std::set<std::int32_t> missing;
        for (const Times& each : times) {
            if (!uses_day_kinds(each)) {
                continue;
            }
            const sys_days first =
                std::max(sys_days(today), sys_days(each.dates.first.value_or(today)));
            const sys_days last =
                each.dates.last ? std::min(horizon, sys_days(*each.dates.last)) : horizon;
            for (LocalDate day = first; sys_days(day) <= last;
                 day = (day.year() + std::chrono::years{1}) / std::chrono::January / 1) {
                if (!rules::kind_of(table, day)) {
                    missing.insert(static_cast<int>(day.year()));
                }
            }
        }
        return std::vector<std::int32_t>(missing.begin(), missing.end());
    });
}

void write_missing_years(wire::ObjectWriter& out, const std::vector<std::int32_t>& years,
                         Language language) {
    if (years.empty()) {
        return;
    }
    out.list("warnings", years, [&](wire::ObjectWriter& row, std::int32_t year) {
        row.member("code", "holiday_year_missing");
        row.object("params", [&](wire::ObjectWriter& params) {
            params.member("year", std::to_string(year));
        });
        row.member("sentence", missing_year_sentence(year, language));
    });
}

} // namespace marquee::manager
