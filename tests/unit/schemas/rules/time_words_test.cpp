#include "schemas/rules/time_words.hpp"

#include <catch2/catch.hpp>

#include "schemas/rules/zone_time.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) {
    return *instant_from_rfc3339(text);
}

ZoneRules shanghai() {
    return {"Asia/Shanghai", "", 8 * 3'600, {}};
}

// Summer time of 2027: 28 March 01:00 UTC to 31 October 01:00 UTC.
ZoneRules paris() {
    return {
        "Europe/Paris",
        "",
        3'600,
        {{at("2027-03-28T01:00:00Z"), 7'200, "CEST"}, {at("2027-10-31T01:00:00Z"), 3'600, "CET"}}};
}

// 30 December 2011 was left out there: from UTC-10 to UTC+14.
ZoneRules apia() {
    return {"Pacific/Apia", "", -10 * 3'600, {{at("2011-12-30T10:00:00Z"), 14 * 3'600, "+14"}}};
}

// Lines of an arrangement, words as they stand: "14:05 | 2026年11月22日 星期日".
std::string text_of(const std::vector<TimeLine>& lines) {
    std::string text;
    for (const TimeLine& line : lines) {
        text += text.empty() ? "" : " | ";
        for (const TimeWord& word : line) {
            text += (word.apart ? " " : "") + word.text;
        }
    }
    return text;
}

template<typename Item>
std::string said(const Item& item, const ZoneRules& zone, const char* instant,
                 std::size_t arrangement = 0) {
    return text_of(tell(item, zone, at(instant)).arrangements.at(arrangement));
}

ClockFace full_clock() {
    return {ClockTime::seconds, true, true, true, "zh-Hans", {}};
}

Countdown countdown(CountdownUnit unit) {
    return {2027y / 2 / 6, {0}, unit, "距春节还有", "天", "春节快乐", "zh-Hans", {}};
}

// Walks from change to change over [from, until) and checks that nothing changes unannounced.
template<typename Item>
void check_changes(const Item& item, const ZoneRules& zone, Instant from, Instant until) {
    for (Instant now = from; now < until;) {
        const ToldTime told = tell(item, zone, now);
        REQUIRE(told.until > now);
        REQUIRE(told.words_until >= told.until);
        INFO(to_rfc3339(now) << " " << text_of(told.arrangements.front()));
        const Instant last = std::min(told.until, until) - 1us;
        CHECK(tell(item, zone, last).arrangements == told.arrangements);
        now = told.until;
    }
}

} // namespace

TEST_CASE("a clock says the time, the date, the day of the week and the Chinese date") {
    CHECK(said(full_clock(), shanghai(), "2026-11-22T06:05:09Z")
          == "14:05:09 | 2026年11月22日 星期日 | 农历十月十四 小雪");
    CHECK(said(full_clock(), shanghai(), "2026-11-22T06:05:09Z", 1)
          == "14:05:09 | 2026年11月22日 | 星期日 | 农历十月十四 | 小雪");
    CHECK(said(full_clock(), shanghai(), "2026-11-22T06:05:09Z", 3)
          == "14:05:09 2026年11月22日 星期日 农历十月十四 小雪");
    ClockFace english = full_clock();
    english.language = "en-GB";
    CHECK(said(english, shanghai(), "2026-11-22T16:00:00Z")
          == "00:00:00 | Monday 23 November 2026 | 农历十月十五 下元");
    ClockFace bare;
    CHECK(said(bare, shanghai(), "2026-11-22T06:05:59.999Z") == "14:05");
}

TEST_CASE("a Chinese date comes with its festival and its solar term") {
    ClockFace calendar;
    calendar.time = ClockTime::none;
    calendar.lunar_date = true;
    CHECK(said(calendar, shanghai(), "2027-02-05T15:59:59Z") == "农历腊月廿九 除夕");
    CHECK(said(calendar, shanghai(), "2027-02-05T16:00:00Z") == "农历正月初一 春节");
    CHECK(said(calendar, shanghai(), "2027-01-30T16:00:00Z") == "农历腊月廿四 小年");
    CHECK(said(calendar, shanghai(), "2025-07-25T00:00:00Z") == "农历闰六月初一");
    CHECK(said(calendar, shanghai(), "2101-02-01T00:00:00Z").empty());
}

TEST_CASE("a clock changes when its words do, and not before") {
    const Instant night = at("2026-11-22T15:59:57Z");
    check_changes(full_clock(), shanghai(), night, night + 6s);
    CHECK(tell(full_clock(), shanghai(), night).until == night + 1s);
    CHECK(tell(full_clock(), shanghai(), night).words_until == at("2026-11-22T16:00:00Z"));
    ClockFace minutes;
    CHECK(tell(minutes, shanghai(), night + 1ms).until == at("2026-11-22T16:00:00Z"));
    ClockFace date;
    date.time = ClockTime::none;
    date.date = true;
    CHECK(tell(date, shanghai(), at("2026-11-22T16:00:00Z")).until == at("2026-11-23T16:00:00Z"));
}

TEST_CASE("a clock jumps over a gap and goes through a fold twice") {
    const ClockFace clock{ClockTime::seconds, true, false, false, "zh", {}};
    CHECK(said(clock, paris(), "2027-03-28T00:59:59Z") == "01:59:59 | 2027年3月28日");
    CHECK(said(clock, paris(), "2027-03-28T01:00:00Z") == "03:00:00 | 2027年3月28日");
    CHECK(said(clock, paris(), "2027-10-31T00:30:00Z") == "02:30:00 | 2027年10月31日");
    CHECK(said(clock, paris(), "2027-10-31T01:30:00Z") == "02:30:00 | 2027年10月31日");
    check_changes(clock, paris(), at("2027-03-28T00:59:58Z"), at("2027-03-28T01:00:02Z"));
    const ClockFace minutes{ClockTime::minutes, true, false, false, "zh", {}};
    check_changes(minutes, paris(), at("2027-10-30T20:00:00Z"), at("2027-10-31T03:00:00Z"));
}

TEST_CASE("a day that a place leaves out is never said there") {
    ClockFace date;
    date.time = ClockTime::none;
    date.date = true;
    CHECK(said(date, apia(), "2011-12-30T09:59:59Z") == "2011年12月29日");
    CHECK(said(date, apia(), "2011-12-30T10:00:00Z") == "2011年12月31日");
    CHECK(tell(date, apia(), at("2011-12-30T09:00:00Z")).until == at("2011-12-30T10:00:00Z"));
}

TEST_CASE("a countdown in days counts midnights on the display's wall") {
    const Countdown days = countdown(CountdownUnit::days);
    CHECK(said(days, shanghai(), "2026-11-22T06:00:00Z") == "距春节还有 | 76天");
    CHECK(said(days, shanghai(), "2026-11-22T06:00:00Z", 1) == "距春节还有 | 76 | 天");
    CHECK(said(days, shanghai(), "2026-11-22T06:00:00Z", 2) == "距春节还有76天");
    CHECK(said(days, shanghai(), "2027-02-04T16:00:00Z") == "距春节还有 | 1天");
    CHECK(said(days, shanghai(), "2027-02-05T15:59:59Z") == "距春节还有 | 1天");
    CHECK(said(days, shanghai(), "2027-02-05T16:00:00Z") == "春节快乐");
    check_changes(days, shanghai(), at("2027-01-30T03:00:00Z"), at("2027-02-07T00:00:00Z"));
}

TEST_CASE("on its own day a countdown in days says 0 until its hour") {
    Countdown exam = countdown(CountdownUnit::days);
    exam.until_time = {9 * 3'600};
    CHECK(said(exam, shanghai(), "2027-02-05T15:59:59Z") == "距春节还有 | 1天");
    CHECK(said(exam, shanghai(), "2027-02-06T00:59:59Z") == "距春节还有 | 0天");
    CHECK(said(exam, shanghai(), "2027-02-06T01:00:00Z") == "春节快乐");
}

TEST_CASE("a countdown to the second counts real time down to its moment") {
    Countdown seconds = countdown(CountdownUnit::seconds);
    seconds.before = "还有";
    seconds.after.clear();
    CHECK(said(seconds, shanghai(), "2027-02-03T15:59:58Z") == "还有 | 2天 00时 00分 02秒");
    CHECK(said(seconds, shanghai(), "2027-02-03T15:59:58Z", 2) == "还有 | 2天 | 00时 00分 02秒");
    CHECK(said(seconds, shanghai(), "2027-02-03T16:00:00Z") == "还有 | 2天 00时 00分 00秒");
    CHECK(said(seconds, shanghai(), "2027-02-03T16:00:00.5Z") == "还有 | 2天 00时 00分 00秒");
    CHECK(said(seconds, shanghai(), "2027-02-03T16:00:01Z") == "还有 | 1天 23时 59分 59秒");
    CHECK(said(seconds, shanghai(), "2027-02-05T15:59:59.9Z") == "还有 | 00时 00分 01秒");
    CHECK(said(seconds, shanghai(), "2027-02-05T16:00:00Z") == "春节快乐");
    check_changes(seconds, shanghai(), at("2027-02-03T15:59:58Z"), at("2027-02-03T16:00:03Z"));
    check_changes(seconds, shanghai(), at("2027-02-05T15:59:57.25Z"), at("2027-02-05T16:00:03Z"));
    seconds.language = "en";
    CHECK(said(seconds, shanghai(), "2027-02-03T15:59:58Z") == "还有 | 2d 00h 00m 02s");
}

TEST_CASE("an hour that the clocks leave out is not counted") {
    Countdown summer = countdown(CountdownUnit::seconds);
    summer.before = summer.after = "";
    summer.until_date = 2027y / 3 / 28;
    summer.until_time = {12 * 3'600};
    CHECK(said(summer, paris(), "2027-03-27T23:00:00Z") == "11时 00分 00秒"); // midnight to noon
    summer.until_time = {2 * 3'600 + 1'800}; // never on that wall: it means 03:30
    CHECK(said(summer, paris(), "2027-03-28T00:59:00Z") == "00时 31分 00秒");
    Countdown winter = summer;
    winter.until_date = 2027y / 10 / 31; // 02:30 comes twice: the first is meant
    CHECK(said(winter, paris(), "2027-10-31T00:29:00Z") == "00时 01分 00秒");
    CHECK(said(winter, paris(), "2027-10-31T00:30:00Z") == "春节快乐");
    check_changes(summer, paris(), at("2027-03-28T00:59:50Z"), at("2027-03-28T01:00:10Z"));
}

TEST_CASE("words of several lines stand below each other, or on one line") {
    Countdown days = countdown(CountdownUnit::days);
    days.before = "距2027年\n春节还有";
    days.over = "恭贺\n新春";
    CHECK(said(days, shanghai(), "2026-11-22T06:00:00Z") == "距2027年 | 春节还有 | 76天");
    CHECK(said(days, shanghai(), "2026-11-22T06:00:00Z", 2) == "距2027年 春节还有76天");
    CHECK(said(days, shanghai(), "2028-01-01T00:00:00Z") == "恭贺 | 新春");
    CHECK(said(days, shanghai(), "2028-01-01T00:00:00Z", 1) == "恭贺 新春");
}
