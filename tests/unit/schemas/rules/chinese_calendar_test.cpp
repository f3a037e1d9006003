// What holds of the Chinese calendar whatever the table says.
#include <catch2/catch.hpp>

#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/day_number.hpp"

using namespace marquee;
using namespace marquee::rules;

TEST_CASE("every day of the table has a lunar date of its own, and the way back") {
    LunarDate before{1899, 12, 30, false};
    for (DayNumber day = day_number(1900, 1, 31); day <= day_number(2101, 1, 28); ++day) {
        const auto lunar = to_lunar(date_of(day));
        REQUIRE(lunar);
        const bool next_day = lunar->day == before.day + 1 && lunar->month == before.month
                              && lunar->leap_month == before.leap_month;
        REQUIRE((lunar->day == 1 || next_day));
        REQUIRE((lunar->day != 1 || before.day >= 29));
        REQUIRE(to_solar(*lunar) == date_of(day));
        REQUIRE(lunar->day <= lunar_month_days(lunar->year, lunar->month, lunar->leap_month));
        before = *lunar;
    }
}

TEST_CASE("the winter solstice lies in the eleventh month, and only months without a middle term "
          "are leap") {
    // GB/T 33661-2017, 5.2 and 5.3.
    for (int year = 1901; year <= 2100; ++year) {
        const auto solstice = to_lunar(*solar_term_day(year, SolarTerm::dongzhi));
        REQUIRE(solstice);
        CHECK(solstice->month == 11);
        CHECK_FALSE(solstice->leap_month);
        const int leap = leap_month(year);
        if (leap == 0) {
            continue;
        }
        DayNumber day = day_number(*to_solar({year, leap, 1, true}));
        for (int left = lunar_month_days(year, leap, true); left > 0; --left, ++day) {
            const auto term = solar_term_on(date_of(day));
            CHECK_FALSE((term && static_cast<int>(*term) % 2 == 1)); // a middle term (中气)
        }
    }
}

TEST_CASE("seven years in nineteen have a leap month") {
    int leap_months = 0;
    for (int year = 1901; year < 1901 + 190; ++year) {
        leap_months += leap_month(year) == 0 ? 0 : 1;
    }
    CHECK(leap_months == 70);
}

TEST_CASE("solar terms follow each other after fourteen to sixteen days") {
    DayNumber before = day_number(*solar_term_day(1901, SolarTerm::xiaohan)) - 15;
    for (int year = 1901; year <= 2100; ++year) {
        for (int i = 0; i < 24; ++i) {
            const auto term = static_cast<SolarTerm>(i);
            const DayNumber day = day_number(*solar_term_day(year, term));
            CHECK(day - before >= 14);
            CHECK(day - before <= 16);
            CHECK(solar_term_on(date_of(day)) == term);
            before = day;
        }
    }
}

TEST_CASE("every name is found again") {
    for (int i = 0; i < 24; ++i) {
        const auto term = static_cast<SolarTerm>(i);
        CHECK(solar_term_named(slug(term)) == term);
        CHECK(solar_term_named(chinese_name(term)) == term);
    }
    for (int i = 0; i < 14; ++i) {
        const auto festival = static_cast<Festival>(i);
        CHECK(festival_named(slug(festival)) == festival);
        CHECK(chinese_name(*festival_named(chinese_name(festival))) == chinese_name(festival));
    }
    CHECK_FALSE(solar_term_named("春节"));
    CHECK_FALSE(festival_named(""));
}

TEST_CASE("every day of the lunar year is written and read") {
    for (int month = 1; month <= 12; ++month) {
        for (int day = 1; day <= 30; ++day) {
            const LunarMonthDay each{month, day};
            CHECK(lunar_month_day_from_text(chinese_name(each)) == each);
            CHECK(lunar_month_day_from_text(std::to_string(month) + "-" + std::to_string(day))
                  == each);
        }
    }
    CHECK(lunar_month_day_from_text("十二月二十三") == LunarMonthDay{12, 23});
    CHECK(lunar_month_day_from_text("一月二十") == LunarMonthDay{1, 20});
}

TEST_CASE("what is no day of the lunar year is refused") {
    for (const char* text : {"", "月", "腊月", "腊月三十一", "十三月初一", "腊月廿", "闰六月初一",
                             "12", "12-", "-1", "12-1-1", "a-b", "12--1", "1-+1", "+1-1"}) {
        INFO(text);
        CHECK_FALSE(lunar_month_day_from_text(text));
    }
    CHECK(lunar_month_day_from_text("13-1").error().code == ErrorCode::out_of_range);
    CHECK(lunar_month_day_from_text("12-31").error().code == ErrorCode::out_of_range);
}
