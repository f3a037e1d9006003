#include "schemas/rules/chinese_calendar.hpp"

#include <algorithm>
#include <array>

#include "schemas/rules/chinese_calendar_table.hpp"
#include "schemas/rules/day_number.hpp"

namespace marquee::rules {

namespace {

// Where a festival stands; 除夕 is the day before 正月初一.
constexpr std::array<LunarMonthDay, 14> festival_days{{
    {1, 1},   // chunjie
    {1, 15},  // yuanxiao
    {2, 2},   // longtaitou
    {3, 3},   // shangsi
    {5, 5},   // duanwu
    {7, 7},   // qixi
    {7, 15},  // zhongyuan
    {8, 15},  // zhongqiu
    {9, 9},   // chongyang
    {10, 15}, // xiayuan
    {12, 8},  // laba
    {12, 23}, // xiaonian_north
    {12, 24}, // xiaonian_south
    {12, 30}, // chuxi: 29 in a short month
}};

const ChineseYear* row_of(int year) {
    return chinese_year_first <= year && year <= chinese_year_last
               ? &chinese_years[static_cast<std::size_t>(year - chinese_year_first)]
               : nullptr;
}

DayNumber new_year_of(int year, const ChineseYear& row) {
    return day_number(year, 1, 1) + row.new_year;
}

int months_of(const ChineseYear& row) {
    return row.leap_month == 0 ? 12 : 13;
}

// `place` counts the months of a year from 0, the leap month among them.
int month_days(const ChineseYear& row, int place) {
    return 29 + (row.long_months >> place & 1);
}

// The place of a month; -1 when the year has no such month.
int place_of(const ChineseYear& row, int month, bool leap) {
    if (month < 1 || month > 12 || (leap && month != row.leap_month)) {
        return -1;
    }
    const bool after_leap = row.leap_month != 0 && month > row.leap_month;
    return month - 1 + (leap || after_leap ? 1 : 0);
}

DayNumber first_of(int year, const ChineseYear& row, int place) {
    DayNumber day = new_year_of(year, row);
    for (int i = 0; i < place; ++i) {
        day += month_days(row, i);
    }
    return day;
}

// A festival is never more than 13 months away.
template<typename DayOf>
std::optional<LocalDate> first_from(LocalDate date, DayOf&& day_of) {
    for (int year = static_cast<int>(date.year()) - 1; year <= static_cast<int>(date.year()) + 1;
         ++year) {
        const std::optional<LocalDate> day = day_of(year);
        if (day && *day >= date) {
            return day;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<LunarDate> to_lunar(LocalDate date) {
    const DayNumber day = day_number(date);
    int year = static_cast<int>(date.year());
    const ChineseYear* row = row_of(year);
    if (row == nullptr || day < new_year_of(year, *row)) {
        row = row_of(--year);
    }
    if (row == nullptr) {
        return std::nullopt;
    }
    int left = day - new_year_of(year, *row);
    for (int place = 0; place < months_of(*row); ++place) {
        const int length = month_days(*row, place);
        if (left < length) {
            const bool leap = row->leap_month != 0 && place == row->leap_month;
            const bool after = row->leap_month != 0 && place >= row->leap_month;
            return LunarDate{year, place + (after ? 0 : 1), left + 1, leap};
        }
        left -= length;
    }
    return std::nullopt; // past the last year of the table
}

Result<LocalDate> to_solar(const LunarDate& date) {
    const ChineseYear* row = row_of(date.year);
    if (row == nullptr) {
        return fail(ErrorCode::out_of_range,
                    "lunar years are known from " + std::to_string(chinese_year_first) + " to "
                        + std::to_string(chinese_year_last),
                    "year", {{"value", std::to_string(date.year)}});
    }
    if (date.month < 1 || date.month > 12) {
        return fail(ErrorCode::out_of_range, "a lunar year has months 1 to 12", "month",
                    {{"value", std::to_string(date.month)}});
    }
    const int place = place_of(*row, date.month, date.leap_month);
    if (place < 0) {
        const std::string leap = std::to_string(row->leap_month);
        return fail(ErrorCode::out_of_range,
                    "lunar year " + std::to_string(date.year)
                        + (row->leap_month == 0 ? " has no leap month"
                                                : " has its leap month after month " + leap),
                    "leap_month", {{"leap_month", leap}});
    }
    const int length = month_days(*row, place);
    if (date.day < 1 || date.day > length) {
        return fail(ErrorCode::out_of_range,
                    "that lunar month has " + std::to_string(length) + " days", "day",
                    {{"value", std::to_string(date.day)}, {"max", std::to_string(length)}});
    }
    return date_of(first_of(date.year, *row, place) + date.day - 1);
}

int leap_month(int year) {
    const ChineseYear* row = row_of(year);
    return row == nullptr ? 0 : row->leap_month;
}

int lunar_month_days(int year, int month, bool leap_month) {
    const ChineseYear* row = row_of(year);
    const int place = row == nullptr ? -1 : place_of(*row, month, leap_month);
    return place < 0 ? 0 : month_days(*row, place);
}

std::optional<LocalDate> solar_term_day(int year, SolarTerm term) {
    const ChineseYear* row = row_of(year);
    if (row == nullptr || year == chinese_year_first) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(term);
    const unsigned day =
        earliest_terms[index] + static_cast<unsigned>(row->terms >> (2 * index) & 3);
    return LocalDate{std::chrono::year{year},
                     std::chrono::month{static_cast<unsigned>(index) / 2 + 1},
                     std::chrono::day{day}};
}

std::optional<SolarTerm> solar_term_on(LocalDate date) {
    const int first = 2 * (static_cast<int>(unsigned{date.month()}) - 1);
    for (const int index : {first, first + 1}) {
        const auto term = static_cast<SolarTerm>(index);
        if (solar_term_day(static_cast<int>(date.year()), term) == date) {
            return term;
        }
    }
    return std::nullopt;
}

std::optional<LocalDate> festival_day(int year, Festival festival) {
    const ChineseYear* row = row_of(year);
    if (row == nullptr) {
        return std::nullopt;
    }
    const LunarMonthDay wanted = festival_days[static_cast<std::size_t>(festival)];
    const int place = place_of(*row, wanted.month, false);
    const int day = std::min(wanted.day, month_days(*row, place));
    return date_of(first_of(year, *row, place) + day - 1);
}

bool contains(Festival festival, LocalDate date) {
    const auto lunar = to_lunar(date);
    return lunar && festival_day(lunar->year, festival) == date;
}

bool contains(SolarTerm term, LocalDate date) {
    return solar_term_day(static_cast<int>(date.year()), term) == date;
}

std::optional<LocalDate> next_on_or_after(Festival festival, LocalDate date) {
    return first_from(date, [=](int year) { return festival_day(year, festival); });
}

std::optional<LocalDate> next_on_or_after(SolarTerm term, LocalDate date) {
    return first_from(date, [=](int year) { return solar_term_day(year, term); });
}

} // namespace marquee::rules
