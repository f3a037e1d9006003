// What strangers may write as a recurrence, and what the model may hold.
#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"

using namespace marquee;
using namespace marquee::rules;

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

LocalDate date(int y, unsigned m, unsigned d) {
    return LocalDate{year{y}, month{m}, day{d}};
}

Recurrence daily() {
    return {date(2026, 1, 1), RecurrenceRule{}, {}, {}};
}

std::string many(const std::string& head, const std::string& value, int count) {
    std::string text = head + value;
    for (int i = 1; i < count; ++i) {
        text += "," + value;
    }
    return text;
}

Error error_of(const Recurrence& recurrence) {
    const Findings findings = validate(recurrence);
    REQUIRE_FALSE(findings.empty());
    return findings.front();
}

} // namespace

TEST_CASE("a million EXDATEs are refused before they are read") {
    const auto dates = dates_from_text(many("", "20260101", 1'000'000), "EXDATE");
    REQUIRE_FALSE(dates);
    CHECK(dates.error().code == ErrorCode::too_large);
    CHECK(dates.error().where == "EXDATE");
    const auto lines =
        recurrence_from_text(many("DTSTART:20260101\nEXDATE:", "20260101", 1'000'000));
    REQUIRE_FALSE(lines);
    CHECK(lines.error().code == ErrorCode::too_large);
}

TEST_CASE("a rule longer than the limit is refused before it is read") {
    const auto rule = rule_from_text(many("FREQ=MONTHLY;BYMONTHDAY=", "1", 100'000));
    REQUIRE_FALSE(rule);
    CHECK(rule.error().code == ErrorCode::too_large);
}

TEST_CASE("doubled values are one value, so that lists stay short") {
    const auto rule = rule_from_text(many("FREQ=MONTHLY;BYMONTHDAY=", "1", 10'000));
    REQUIRE(rule);
    CHECK(rule->by_month_day == std::vector{1});
}

TEST_CASE("the model's lists are limited") {
    Recurrence recurrence = daily();
    recurrence.rule->by_month.assign(limits::recurrence_values_max + 1, 1);
    CHECK(error_of(recurrence).code == ErrorCode::too_large);
    CHECK(error_of(recurrence).where == "/rule/by_month");
    recurrence = daily();
    recurrence.exceptions.assign(limits::recurrence_dates_max + 1, date(2026, 1, 1));
    CHECK(error_of(recurrence).code == ErrorCode::too_large);
    CHECK(error_of(recurrence).where == "/exceptions");
}

TEST_CASE("findings point at the value") {
    Recurrence recurrence = daily();
    recurrence.rule->frequency = Frequency::monthly;
    recurrence.rule->by_day = {{1, std::chrono::Monday}, {-6, std::chrono::Friday}};
    CHECK(error_of(recurrence).where == "/rule/by_day/1");
    recurrence.rule->by_day = {{1, std::chrono::weekday{9}}};
    CHECK(error_of(recurrence).where == "/rule/by_day/0");
    recurrence = daily();
    recurrence.exceptions = {date(2026, 1, 1), date(2026, 2, 30)};
    CHECK(error_of(recurrence).where == "/exceptions/1");
    recurrence = daily();
    recurrence.rule->until = date(0, 1, 1);
    CHECK(error_of(recurrence).where == "/rule/until");
    recurrence = daily();
    recurrence.rule->week_start = std::chrono::weekday{9};
    CHECK(error_of(recurrence).where == "/rule/week_start");
}

TEST_CASE("no interval or count overflows") {
    for (const std::int32_t hostile : {INT32_MIN, -1, 0, 10'001, INT32_MAX}) {
        Recurrence recurrence = daily();
        recurrence.rule->interval = hostile;
        CHECK(error_of(recurrence).where == "/rule/interval");
        recurrence = daily();
        recurrence.rule->count = hostile;
        CHECK(error_of(recurrence).where == "/rule/count");
    }
}

TEST_CASE("the longest interval stays in the calendar") {
    for (const Frequency frequency :
         {Frequency::daily, Frequency::weekly, Frequency::monthly, Frequency::yearly}) {
        Recurrence recurrence = daily();
        recurrence.rule->frequency = frequency;
        recurrence.rule->interval = limits::recurrence_interval_max;
        const auto prepared = PreparedRecurrence::prepare(recurrence);
        REQUIRE(prepared);
        CHECK(prepared->next_on_or_after(date(1, 1, 1)) == recurrence.start);
        const auto second = prepared->next_on_or_after(date(2026, 1, 2));
        CHECK(second.has_value() == (frequency == Frequency::daily)); // 10,000 weeks: 2217
        CHECK_FALSE(prepared->next_on_or_after(LocalDate{year::max(), month{12}, day{31}}));
        CHECK_FALSE(prepared->previous_on_or_before(LocalDate{year::min(), month{1}, day{1}}));
    }
}

TEST_CASE("a rule that seldom happens is found across the whole calendar") {
    Recurrence recurrence = daily();
    recurrence.start = date(1800, 1, 1);
    recurrence.rule = rule_from_text("FREQ=YEARLY;INTERVAL=399;BYMONTH=12;BYMONTHDAY=31").value();
    const auto prepared = PreparedRecurrence::prepare(recurrence).value();
    CHECK(prepared.next_on_or_after(date(1801, 1, 1)) == date(2199, 12, 31));
    CHECK(prepared.previous_on_or_before(date(2199, 12, 30)) == date(1800, 12, 31));
}

TEST_CASE("lines are read in any order, with either line end, and written in one") {
    const auto recurrence =
        recurrence_from_text("exdate:20260302\r\nrrule:freq=weekly;count=3\r\n\r\n"
                             "RDATE;VALUE=DATE:20260501,20260401\nRDATE:20260401\n"
                             "DTSTART;value=date:20260302");
    REQUIRE(recurrence);
    CHECK(to_text(*recurrence)
          == "DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;COUNT=3\n"
             "RDATE;VALUE=DATE:20260401,20260501\nEXDATE;VALUE=DATE:20260302\n");
}

TEST_CASE("lines that mean more than days are refused by name") {
    const auto part_of = [](const std::string& lines) {
        const auto read = recurrence_from_text("DTSTART:20260101\n" + lines);
        REQUIRE_FALSE(read);
        return std::string{error_slug(read.error().code)} + " " + read.error().where;
    };
    CHECK(part_of("EXRULE:FREQ=DAILY") == "unsupported EXRULE");
    CHECK(part_of("RDATE;VALUE=PERIOD:20260101T000000Z/PT1H") == "unsupported RDATE");
    CHECK(part_of("EXDATE;TZID=Asia/Shanghai:20260101T090000") == "unsupported EXDATE");
    CHECK(part_of("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY") == "unsupported RRULE");
    CHECK(part_of("DTSTART:20260102") == "malformed DTSTART");
    CHECK(part_of("SUMMARY:hello") == "malformed SUMMARY");
    CHECK(recurrence_from_text("RRULE:FREQ=DAILY").error().where == "DTSTART");
    CHECK(recurrence_from_text("").error().where == "DTSTART");
    CHECK(recurrence_from_text("DTSTART:20260101T090000\nRRULE:FREQ=DAILY").error().code
          == ErrorCode::unsupported);
}

TEST_CASE("an error quotes no more of a stranger's text than a line holds") {
    const auto rule = rule_from_text("FREQ=\x01\x02" + std::string(5'000, 'x'));
    REQUIRE_FALSE(rule);
    CHECK(rule.error().what.size() < 100);
    CHECK(rule.error().what.find('\x01') == std::string::npos);
}

TEST_CASE("resolving keeps the days and makes the lists sets") {
    Recurrence recurrence = daily();
    recurrence.rule->frequency = Frequency::weekly;
    recurrence.rule->count = 5;
    recurrence.rule->by_day = {
        {0, std::chrono::Friday}, {0, std::chrono::Monday}, {0, std::chrono::Friday}};
    recurrence.exceptions = {date(2026, 1, 5), date(2026, 1, 2), date(2026, 1, 5)};
    const Recurrence fixed = resolved(recurrence).value();
    CHECK(to_text(*fixed.rule) == "FREQ=WEEKLY;UNTIL=20260116;BYDAY=MO,FR");
    CHECK(fixed.exceptions == std::vector{date(2026, 1, 2), date(2026, 1, 5)});
    const auto before = PreparedRecurrence::prepare(recurrence).value();
    const auto after = PreparedRecurrence::prepare(fixed).value();
    for (unsigned i = 1; i <= 31; ++i) {
        CHECK(before.contains(date(2026, 1, i)) == after.contains(date(2026, 1, i)));
    }
}
