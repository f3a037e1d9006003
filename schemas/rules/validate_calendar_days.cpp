#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/findings.hpp"

namespace marquee::rules {

namespace {

void check_year(FindingList& findings, const HolidayYear& year) {
    findings.range("year", year.year, limits::recurrence_year_min, limits::recurrence_year_max);
    if (year.source.size() > limits::name_bytes_max) {
        findings.add(ErrorCode::too_large, "the source is too long", "source");
    }
    findings.at_most("days", year.days.size(), limits::holiday_days_max);
    std::optional<LocalDate> last;
    findings.each("days", year.days, [&](const SpecialDay& day) {
        if (!day.date.ok() || static_cast<int>(day.date.year()) != year.year) {
            findings.add(ErrorCode::out_of_range, "the day is not of its year", "date",
                         {{"year", std::to_string(year.year)}});
        } else if (last && day.date <= *last) {
            findings.add(ErrorCode::out_of_range, "the days do not ascend", "date",
                         {{"date", to_iso_date(day.date)}});
        }
        if (day.name.size() > limits::name_bytes_max) {
            findings.add(ErrorCode::too_large, "the name is too long", "name");
        }
        last = day.date;
    });
}

} // namespace

Findings validate(const LunarRange& range) {
    FindingList findings;
    const auto check = [&](const LunarMonthDay& day) {
        findings.range("month", day.month, 1, 12);
        findings.range("day", day.day, 1, 30);
    };
    findings.within("first", [&] { check(range.first); });
    findings.within("last", [&] { check(range.last); });
    return findings.take();
}

Findings validate(const DaysAround& around) {
    FindingList findings;
    const std::int32_t most = limits::festival_offset_days_max;
    findings.range("first", around.first, -most, most);
    findings.range("last", around.last, -most, most);
    if (around.last < around.first) {
        findings.add(
            ErrorCode::out_of_range, "the last day lies before the first", "last",
            {{"first", std::to_string(around.first)}, {"last", std::to_string(around.last)}});
    }
    return findings.take();
}

Findings validate(const LunarMarket& market) {
    FindingList findings;
    if (market.digits == 0 || market.digits >= 1U << 10) {
        findings.add(ErrorCode::out_of_range, "needs digits from 0 to 9", "digits");
    }
    return findings.take();
}

Findings validate(const MarketCycle& cycle) {
    FindingList findings;
    const int year = static_cast<int>(cycle.anchor.year());
    if (!cycle.anchor.ok() || year < limits::recurrence_year_min
        || year > limits::recurrence_year_max) {
        findings.add(ErrorCode::out_of_range, "the anchor is no day of the calendar", "anchor");
    }
    findings.range("every_days", cycle.every_days, 1, limits::market_cycle_days_max);
    return findings.take();
}

Findings validate(const HolidayTable& table) {
    FindingList findings;
    findings.line("name", table.name, limits::name_bytes_max);
    findings.at_most("years", table.years.size(), limits::holiday_years_max);
    std::optional<int> last;
    findings.each("years", table.years, [&](const HolidayYear& year) {
        if (last && year.year <= *last) {
            findings.add(ErrorCode::out_of_range, "the years do not ascend", "year",
                         {{"year", std::to_string(year.year)}});
        }
        last = year.year;
        check_year(findings, year);
    });
    return findings.take();
}

Findings missing_years(const HolidayTable& table, LocalDate first, LocalDate last) {
    FindingList findings;
    for (int year = static_cast<int>(first.year()); year <= static_cast<int>(last.year()); ++year) {
        const bool known = std::any_of(table.years.begin(), table.years.end(),
                                       [&](const HolidayYear& each) { return each.year == year; });
        if (!known) {
            findings.add(ErrorCode::not_found,
                         "the holidays of " + std::to_string(year) + " are not known", "years",
                         {{"table", table.name}, {"year", std::to_string(year)}});
        }
    }
    return findings.take();
}

} // namespace marquee::rules
