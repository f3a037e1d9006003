#include "schemas/wire/times.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::wire;
using namespace std::chrono_literals;

namespace {

Result<Times> times_of(const std::string& text) {
    return read_object(text, staff_body, [](const Object& in) { return read_times(in); });
}

std::string written(const Times& times) {
    return write_object([&](ObjectWriter& out) { write_times(out, times); });
}

Result<std::vector<DayRule>> days_of(const std::string& list) {
    return read_object("{\"days\":" + list + "}", staff_body,
                       [](const Object& in) { return read_days(in.required("days")); });
}

// Reads a day, and writes it as it was.
DayRule day_of(const std::string& text) {
    const auto days = days_of("[" + text + "]");
    INFO(text);
    INFO((days ? std::string{} : to_string(days.error())));
    REQUIRE(days);
    REQUIRE(days->size() == 1);
    CHECK(write_object([&](ObjectWriter& out) { write_day(out, days->front()); }) == text);
    return days->front();
}

// "out_of_range /days/0/recurrence/rule INTERVAL"
std::string refusal(const std::string& day) {
    const auto days = days_of("[" + day + "]");
    INFO(day);
    REQUIRE_FALSE(days);
    std::string said = std::string(error_slug(days.error().code)) + " " + days.error().where;
    for (const auto& [name, value] : days.error().params) {
        said += name == "part" ? " " + value : "";
    }
    return said;
}

} // namespace

TEST_CASE("every kind of day reads as the value it says, and writes as it was") {
    CHECK(day_of(R"({"dates":{"first":"2026-10-01","last":"2026-10-07"}})")
          == DayRule{DateRange{2026y / 10 / 1, 2026y / 10 / 7}});
    CHECK(day_of(R"({"dates":{}})") == DayRule{DateRange{}});
    CHECK(day_of(R"({"lunar_range":{"first":{"month":12,"day":23},"last":{"month":1,"day":15}}})")
          == DayRule{LunarRange{{12, 23}, {1, 15}}});
    CHECK(day_of(R"({"around":{"festival":"xiaonian_north","first":0,"last":60}})")
          == DayRule{DaysAround{Festival::xiaonian_north, 0, 60}});
    CHECK(day_of(R"({"around":{"solar_term":"dongzhi","first":-3,"last":-1}})")
          == DayRule{DaysAround{SolarTerm::dongzhi, -3, -1}});
    CHECK(day_of(R"({"lunar_market":{"digits":[0,3,9]}})")
          == DayRule{LunarMarket{1U << 0 | 1U << 3 | 1U << 9}});
    CHECK(day_of(R"({"market_cycle":{"anchor":"2026-01-01","every_days":5}})")
          == DayRule{MarketCycle{2026y / 1 / 1, 5}});
    CHECK(day_of(R"({"kinds":["rest_day","statutory_holiday"]})") == DayRule{DayKinds{0b110}});
    Recurrence recurrence{.start = 2026y / 1 / 1, .rule = RecurrenceRule{}};
    recurrence.rule->frequency = Frequency::weekly;
    recurrence.rule->by_day = {{0, std::chrono::Monday}};
    recurrence.dates = {2026y / 5 / 1};
    recurrence.exceptions = {2026y / 1 / 5, 2026y / 1 / 12};
    CHECK(day_of(R"({"recurrence":{"start":"2026-01-01","rule":"FREQ=WEEKLY;BYDAY=MO",)"
                 R"("dates":["2026-05-01"],"exceptions":["2026-01-05","2026-01-12"]}})")
          == DayRule{recurrence});
}

TEST_CASE("a rule is written in its canonical form") {
    const auto days = days_of(
        R"([{"recurrence":{"start":"2026-01-01","rule":"rrule:byday=fr,mo;interval=1;freq=weekly",)"
        R"("dates":["2026-02-02","2026-02-01","2026-02-02"]}}])");
    REQUIRE(days);
    CHECK(write_object([&](ObjectWriter& out) { write_day(out, days->front()); })
          == R"({"recurrence":{"start":"2026-01-01","rule":"FREQ=WEEKLY;BYDAY=MO,FR",)"
             R"("dates":["2026-02-01","2026-02-02"]}})");
}

TEST_CASE("an error in a rule points at its text and names the part") {
    const auto rule = [](const char* text) {
        return refusal(R"({"recurrence":{"start":"2026-01-01","rule":")" + std::string(text)
                       + "\"}}");
    };
    CHECK(rule("FREQ=DAILY;INTERVAL=0") == "out_of_range /days/0/recurrence/rule INTERVAL");
    CHECK(rule("FREQ=HOURLY") == "unsupported /days/0/recurrence/rule FREQ");
    CHECK(rule("FREQ=DAILY;BYHOUR=9") == "unsupported /days/0/recurrence/rule BYHOUR");
    CHECK(rule("FREQ=DAILY;COUNT=10001") == "out_of_range /days/0/recurrence/rule COUNT");
    CHECK(rule("FREQ=WEEKLY;BYMONTHDAY=1") == "malformed /days/0/recurrence/rule BYMONTHDAY");
    CHECK(rule("FREQ=DAILY;UNTIL=20260101T000000Z") == "unsupported /days/0/recurrence/rule UNTIL");
    CHECK(rule("") == "out_of_range /days/0/recurrence/rule");
}

TEST_CASE("what a recurrence contradicts is refused where it stands") {
    CHECK(refusal(R"({"recurrence":{"start":"2026-01-01"}})")
          == "missing_member /days/0/recurrence");
    CHECK(refusal(R"({"recurrence":{"rule":"FREQ=DAILY"}})")
          == "missing_member /days/0/recurrence/start");
    CHECK(refusal(R"({"recurrence":{"start":"9999-12-31","rule":"FREQ=DAILY"}})")
          == "out_of_range /days/0/recurrence/start");
    CHECK(refusal(R"({"recurrence":{"start":"2026-01-01","dates":["9999-12-31"]}})")
          == "out_of_range /days/0/recurrence/dates");
}

TEST_CASE("a day is said in exactly one way") {
    CHECK(refusal("{}") == "missing_member /days/0");
    CHECK(refusal(R"({"recurence":{}})") == "missing_member /days/0");
    CHECK(refusal(R"({"dates":{},"kinds":["workday"]})") == "malformed /days/0");
    CHECK(refusal(R"({"around":{"first":0,"last":0}})") == "missing_member /days/0/around");
    CHECK(refusal(R"({"around":{"festival":"chuxi","solar_term":"liqiu","first":0,"last":0}})")
          == "malformed /days/0/around");
}

TEST_CASE("days stay in their ranges") {
    CHECK(refusal(R"({"dates":{"first":"2026-10-07","last":"2026-10-01"}})")
          == "out_of_range /days/0/dates/last");
    CHECK(refusal(R"({"lunar_range":{"first":{"month":13,"day":1},"last":{"month":1,"day":1}}})")
          == "out_of_range /days/0/lunar_range/first/month");
    CHECK(refusal(R"({"lunar_range":{"first":{"month":1,"day":1},"last":{"month":1,"day":31}}})")
          == "out_of_range /days/0/lunar_range/last/day");
    CHECK(refusal(R"({"around":{"festival":"春节","first":0,"last":0}})")
          == "malformed /days/0/around/festival");
    CHECK(refusal(R"({"around":{"festival":"chunjie","first":-61,"last":0}})")
          == "out_of_range /days/0/around/first");
    CHECK(refusal(R"({"around":{"festival":"chunjie","first":1,"last":0}})")
          == "out_of_range /days/0/around/last");
    CHECK(refusal(R"({"lunar_market":{"digits":[]}})")
          == "out_of_range /days/0/lunar_market/digits");
    CHECK(refusal(R"({"lunar_market":{"digits":[10]}})")
          == "out_of_range /days/0/lunar_market/digits/0");
    CHECK(refusal(R"({"market_cycle":{"anchor":"0001-01-01","every_days":5}})")
          == "out_of_range /days/0/market_cycle/anchor");
    CHECK(refusal(R"({"market_cycle":{"anchor":"2026-01-01","every_days":0}})")
          == "out_of_range /days/0/market_cycle/every_days");
    CHECK(refusal(R"({"kinds":[]})") == "out_of_range /days/0/kinds");
    CHECK(refusal(R"({"kinds":["weekend"]})") == "malformed /days/0/kinds/0");
}

TEST_CASE("times without the members of 1.1 keep their bytes") {
    const std::string text =
        R"({"first":"2026-11-01","weekdays":["mon","sun"],"windows":[{"start":"08:00","end":"09:00"}]})";
    const auto times = times_of(text);
    REQUIRE(times);
    CHECK(written(*times) == text);
    const auto spelled_out = times_of(
        R"({"weekdays":["mon","tue","wed","thu","fri","sat","sun"],"on":[],"exceptions":[],)"
        R"("windows":[{"start":"08:00","end":"09:00",)"
        R"("weekdays":["sun","sat","fri","thu","wed","tue","mon"]}]})");
    REQUIRE(spelled_out);
    CHECK(written(*spelled_out)
          == R"({"weekdays":["mon","tue","wed","thu","fri","sat","sun"],)"
             R"("windows":[{"start":"08:00","end":"09:00"}]})");
}

TEST_CASE("windows of some weekdays, days and exceptions survive") {
    const std::string text =
        R"({"weekdays":["mon","tue","wed","thu","fri","sat","sun"],)"
        R"("windows":[{"start":"08:00","end":"09:00","weekdays":["sat","sun"]}],)"
        R"("on":[{"kinds":["workday"]}],)"
        R"("exceptions":[{"on":[{"around":{"festival":"chuxi","first":0,"last":0}}],"windows":[]}]})";
    const auto times = times_of(text);
    REQUIRE(times);
    CHECK(times->windows.front().weekdays == Weekdays{0b110'0000});
    CHECK(times->on == std::vector<DayRule>{DayKinds{1}});
    CHECK(times->exceptions
          == std::vector<DayException>{{{DaysAround{Festival::chuxi, 0, 0}}, {}}});
    CHECK(written(*times) == text);
}

TEST_CASE("an exception says its days and its windows") {
    const auto where = [](const char* exception) {
        const auto times = times_of(R"({"exceptions":[)" + std::string(exception) + "]}");
        REQUIRE_FALSE(times);
        return std::string(error_slug(times.error().code)) + " " + times.error().where;
    };
    CHECK(where(R"({"on":[],"windows":[]})") == "out_of_range /exceptions/0/on");
    CHECK(where(R"({"windows":[]})") == "missing_member /exceptions/0/on");
    CHECK(where(R"({"on":[{"dates":{}}]})") == "missing_member /exceptions/0/windows");
}

TEST_CASE("levels survive, and their points ascend within a day") {
    const auto levels_of = [](const std::string& text) {
        return read_object("{\"levels\":" + text + "}", staff_body,
                           [](const Object& in) { return read_levels(in.required("levels")); });
    };
    const std::string text =
        R"({"curve":[{"at":"06:00","percent":30},{"at":"20:00:30","percent":0}],)"
        R"("caps":[{"times":{"weekdays":["mon"],"windows":[{"start":"22:00","end":"06:00"}]},)"
        R"("percent":5}]})";
    const auto levels = levels_of(text);
    REQUIRE(levels);
    CHECK(levels->curve == std::vector<LevelPoint>{{{6 * 3'600}, 30}, {{20 * 3'600 + 30}, 0}});
    CHECK(levels->caps.front().percent == 5);
    CHECK(write_object([&](ObjectWriter& out) { write_levels(out, "levels", *levels); })
          == "{\"levels\":" + text + "}");
    CHECK(*levels_of("{}") == LevelRules{});
    const auto where = [&](const char* curve) {
        const auto refused = levels_of(R"({"curve":[)" + std::string(curve) + "]}");
        REQUIRE_FALSE(refused);
        return std::string(error_slug(refused.error().code)) + " " + refused.error().where;
    };
    CHECK(where(R"({"at":"24:00","percent":1})") == "out_of_range /levels/curve/0/at");
    CHECK(where(R"({"at":"06:00","percent":1},{"at":"06:00","percent":1})")
          == "out_of_range /levels/curve/1/at");
    CHECK(where(R"({"at":"06:00","percent":101})") == "out_of_range /levels/curve/0/percent");
}

TEST_CASE("a year's holidays survive, ascend and are of their year") {
    const auto year_of = [](const std::string& text) {
        return read_object("{\"year\":" + text + "}", staff_body,
                           [](const Object& in) { return read_holiday_year(in.required("year")); });
    };
    const std::string text = R"({"year":2027,"source":"国办发明电","days":[)"
                             R"({"date":"2027-02-06","kind":"statutory_holiday","name":"春节"},)"
                             R"({"date":"2027-02-20","kind":"workday","name":""}]})";
    const auto year = year_of(text);
    REQUIRE(year);
    CHECK(year->days.size() == 2);
    CHECK(write_object([&](ObjectWriter& out) { write_holiday_year(out, *year); }) == text);
    const auto where = [&](const char* days) {
        const auto refused =
            year_of(R"({"year":2027,"source":"","days":[)" + std::string(days) + "]}");
        REQUIRE_FALSE(refused);
        return std::string(error_slug(refused.error().code)) + " " + refused.error().where;
    };
    CHECK(where(R"({"date":"2026-12-31","kind":"workday"})") == "out_of_range /year/days/0/date");
    CHECK(where(R"({"date":"2027-01-02","kind":"workday"},{"date":"2027-01-01","kind":"workday"})")
          == "out_of_range /year/days/1/date");
    CHECK(where(R"({"date":"2027-01-02","kind":"holiday"})") == "malformed /year/days/0/kind");
}

TEST_CASE("lists of days, exceptions, points and dates are bounded") {
    const auto code = [](const auto& result) {
        REQUIRE_FALSE(result);
        return result.error().code;
    };
    const auto repeated = [](const std::string& element, std::size_t count) {
        std::string list = "[";
        for (std::size_t i = 0; i < count; ++i) {
            list += (i == 0 ? "" : ",") + element;
        }
        return list + "]";
    };
    const std::string day = R"({"kinds":["workday"]})";
    CHECK(days_of(repeated(day, limits::day_rules_max)));
    CHECK(code(days_of(repeated(day, limits::day_rules_max + 1))) == ErrorCode::too_large);
    const std::string exception = R"({"on":[)" + day + R"(],"windows":[]})";
    CHECK(code(times_of("{\"exceptions\":" + repeated(exception, limits::day_exceptions_max + 1)
                        + "}"))
          == ErrorCode::too_large);
    CHECK(code(days_of(R"([{"recurrence":{"start":"2026-01-01","exceptions":)"
                       + repeated("\"2026-01-01\"", limits::recurrence_dates_max + 1) + "}}]"))
          == ErrorCode::too_large);
}
