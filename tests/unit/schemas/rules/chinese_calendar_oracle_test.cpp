// Every day from 1901 to 2100 as npm's lunar-javascript and tyme4ts have it
// (tests/oracles/chinese_calendar.mjs describes the files), against ours.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/day_number.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;

namespace {

struct OracleDay {
    std::string date;
    LunarDate lunar;
    std::string term;
    std::set<std::string> festivals;
    std::string holiday;
};

bool read_day(std::istream& file, OracleDay& day) {
    std::string text;
    if (!std::getline(file, text)) {
        return false;
    }
    std::istringstream line(text);
    std::string festivals;
    line >> day.date >> day.lunar.year >> day.lunar.month >> day.lunar.day >> day.term >> festivals
        >> day.holiday;
    day.lunar.leap_month = day.lunar.month < 0;
    day.lunar.month = std::abs(day.lunar.month);
    day.festivals.clear();
    std::istringstream names(festivals);
    for (std::string name; std::getline(names, name, ',');) {
        day.festivals.insert(name);
    }
    return true;
}

bool has_term(const OracleDay& day, LocalDate date) {
    const auto term = solar_term_on(date);
    return (term ? std::string{chinese_name(*term)} : "-") == day.term;
}

// The festivals that a library names, as it names them.
using FestivalNames = std::map<Festival, std::string>;

bool has_festivals(const OracleDay& day, LocalDate date, const FestivalNames& names) {
    return std::all_of(names.begin(), names.end(), [&](const auto& each) {
        return contains(each.first, date) == day.festivals.contains(each.second);
    });
}

bool has_holiday(const OracleDay& day, LocalDate date, const HolidayTable& table) {
    const SpecialDay* special = special_day(table, date);
    const bool work = special != nullptr && special->kind == DayKind::workday;
    return (special == nullptr ? "-" : work ? "W" : "R") == day.holiday;
}

// The days whose solar term differs; everything else must agree.
std::set<std::string> compare(const std::string& library, const FestivalNames& names) {
    std::ifstream file(MARQUEE_CALENDAR_ORACLES "/chinese_calendar_" + library + ".txt");
    REQUIRE(file);
    const HolidayTable table = china_holidays();
    OracleDay day;
    int days = 0;
    std::set<std::string> differing_terms;
    while (read_day(file, day)) {
        const LocalDate date = date_from_iso(day.date).value();
        if (to_lunar(date) != day.lunar || to_solar(day.lunar) != date) {
            FAIL_CHECK("lunar date of " << day.date);
        }
        if (!has_term(day, date)) {
            differing_terms.insert(day.date);
        }
        if (!has_festivals(day, date, names)) {
            FAIL_CHECK("festivals of " << day.date);
        }
        if (!has_holiday(day, date, table)) {
            FAIL_CHECK("holiday " << day.date);
        }
        ++days;
    }
    CHECK(days == 73'049);
    return differing_terms;
}

FestivalNames common_names() {
    return {{Festival::chunjie, "春节"},      {Festival::yuanxiao, "元宵节"},
            {Festival::longtaitou, "龙头节"}, {Festival::shangsi, "上巳节"},
            {Festival::duanwu, "端午节"},     {Festival::qixi, "七夕节"},
            {Festival::zhongyuan, "中元节"},  {Festival::zhongqiu, "中秋节"},
            {Festival::chongyang, "重阳节"},  {Festival::laba, "腊八节"},
            {Festival::chuxi, "除夕"}};
}

} // namespace

TEST_CASE("every day from 1901 to 2100 agrees with lunar-javascript") {
    FestivalNames names = common_names();
    names.emplace(Festival::xiayuan, "下元节");
    // It computes the moment by today's theory and time; the almanacs of those years had another
    // day, and so has tyme4ts.
    const std::set<std::string> almanacs{"1912-11-22", "1912-11-23", "1913-09-23", "1913-09-24",
                                         "1917-12-07", "1917-12-08", "1927-09-08", "1927-09-09",
                                         "1928-06-21", "1928-06-22"};
    CHECK(compare("lunar", names) == almanacs);
}

TEST_CASE("every day from 1901 to 2100 agrees with tyme4ts") {
    CHECK(compare("tyme", common_names()).empty());
}

TEST_CASE("every day before and after the table has no lunar date") {
    for (DayNumber day = day_number(1850, 1, 1); day < day_number(1900, 1, 31); ++day) {
        REQUIRE_FALSE(to_lunar(date_of(day)));
    }
    for (DayNumber day = day_number(2101, 1, 29); day < day_number(2150, 1, 1); ++day) {
        REQUIRE_FALSE(to_lunar(date_of(day)));
    }
}
