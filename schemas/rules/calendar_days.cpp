#include "schemas/rules/calendar_days.hpp"

#include <algorithm>

#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/day_number.hpp"

namespace marquee::rules {

namespace {

LocalDate moved(LocalDate date, int days) {
    return date_of(day_number(date) + days);
}

// Days of a lunar year in their order, the leap month behind its namesake.
int order_of(int month, bool leap, int day) {
    return (month * 2 + (leap ? 1 : 0)) * 32 + day;
}

int order_of(const LunarMonthDay& day) {
    return order_of(day.month, false, day.day);
}

// Where the range begins in that lunar year; no day when the year is not in the table.
int first_day_of(const LunarRange& range, int year) {
    return std::min(range.first.day, lunar_month_days(year, range.first.month, false));
}

std::optional<LocalDate> occasion_from(const DaysAround& around, LocalDate date) {
    return std::visit([&](auto occasion) { return next_on_or_after(occasion, date); },
                      around.occasion);
}

int floor_remainder(int value, int step) {
    return (value % step + step) % step;
}

const HolidayYear* year_in(const HolidayTable& table, int year) {
    const auto found =
        std::lower_bound(table.years.begin(), table.years.end(), year,
                         [](const HolidayYear& each, int wanted) { return each.year < wanted; });
    return found != table.years.end() && found->year == year ? &*found : nullptr;
}

} // namespace

bool contains(const LunarRange& range, LocalDate date) {
    const auto lunar = to_lunar(date);
    if (!lunar) {
        return false;
    }
    const int day = order_of(lunar->month, lunar->leap_month, lunar->day);
    const int first = order_of({range.first.month, first_day_of(range, lunar->year)});
    const bool begun = day >= first;
    const bool not_over = day <= order_of(range.last);
    const bool over_new_year = order_of(range.last) < order_of(range.first);
    return over_new_year ? begun || not_over : begun && not_over;
}

std::optional<LocalDate> next_on_or_after(const LunarRange& range, LocalDate date) {
    const auto lunar = to_lunar(date);
    if (!lunar || contains(range, date)) {
        return lunar ? std::optional{date} : std::nullopt;
    }
    for (const int year : {lunar->year, lunar->year + 1}) {
        const auto first = to_solar({year, range.first.month, first_day_of(range, year)});
        if (first && *first >= date) {
            return *first;
        }
    }
    return std::nullopt;
}

bool contains(const DaysAround& around, LocalDate date) {
    const auto occasion = occasion_from(around, moved(date, -around.last));
    return occasion && *occasion <= moved(date, -around.first);
}

std::optional<LocalDate> next_on_or_after(const DaysAround& around, LocalDate date) {
    const auto occasion = occasion_from(around, moved(date, -around.last));
    return occasion ? std::optional{std::max(date, moved(*occasion, around.first))} : std::nullopt;
}

bool contains(const LunarMarket& market, LocalDate date) {
    const auto lunar = to_lunar(date);
    return lunar && (market.digits >> (lunar->day % 10) & 1) != 0;
}

std::optional<LocalDate> next_on_or_after(const LunarMarket& market, LocalDate date) {
    for (int ahead = 0; ahead < 30; ++ahead) { // every digit comes within a month
        if (const LocalDate day = moved(date, ahead); contains(market, day)) {
            return day;
        }
    }
    return std::nullopt;
}

bool contains(const MarketCycle& cycle, LocalDate date) {
    return floor_remainder(day_number(date) - day_number(cycle.anchor), cycle.every_days) == 0;
}

LocalDate next_on_or_after(const MarketCycle& cycle, LocalDate date) {
    return moved(date,
                 floor_remainder(day_number(cycle.anchor) - day_number(date), cycle.every_days));
}

const SpecialDay* special_day(const HolidayTable& table, LocalDate date) {
    const HolidayYear* year = year_in(table, static_cast<int>(date.year()));
    if (year == nullptr) {
        return nullptr;
    }
    const auto found =
        std::lower_bound(year->days.begin(), year->days.end(), date,
                         [](const SpecialDay& each, LocalDate day) { return each.date < day; });
    return found != year->days.end() && found->date == date ? &*found : nullptr;
}

std::optional<DayKind> kind_of(const HolidayTable& table, LocalDate date) {
    if (year_in(table, static_cast<int>(date.year())) == nullptr) {
        return std::nullopt;
    }
    if (const SpecialDay* special = special_day(table, date)) {
        return special->kind;
    }
    return weekday_index(day_number(date)) < 5 ? DayKind::workday : DayKind::rest_day;
}

} // namespace marquee::rules
