// Times whose days are chosen by rules answer the same wherever their tables begin and end.
#include <catch2/catch.hpp>

#include "schemas/rules/prepared_day_rule.hpp"
#include "schemas/rules/times.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"
#include "tests/unit/schemas/rules/random_days.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

constexpr LocalDate new_year{std::chrono::year{2026}, std::chrono::January, std::chrono::day{1}};
constexpr Instant start{std::chrono::sys_days{new_year}};

const ZoneRules berlin{
    "Europe/Berlin",
    "",
    3'600,
    {{start + 24h * 87 + 1h, 7'200, "CEST"}, {start + 24h * 297 + 1h, 3'600, "CET"}}};

std::shared_ptr<const HolidayTable> shared(const std::optional<HolidayTable>& table) {
    return table ? std::make_shared<const HolidayTable>(*table) : nullptr;
}

Instant instant_of_the_year(Random& random) {
    return start + 1s * pick(random, -40 * 86'400, 400 * 86'400);
}

// With a table over part of the year, and without one.
struct Both {
    explicit Both(std::uint64_t seed) : random(seed) {
        Times times =
            random_ruled_times(random, date_of(day_number(new_year) + int(pick(random, 0, 365))));
        if (chance(random, 70)) {
            times.dates = {};
        }
        const auto holidays = shared(random_holidays(random));
        horizon = {instant_of_the_year(random), instant_of_the_year(random)};
        tabled.emplace(times,
                       TimesContext{.zone = berlin, .holidays = holidays, .horizon = horizon});
        walked.emplace(times, TimesContext{.zone = berlin, .holidays = holidays});
    }

    Holding holding(Instant now) const { return tabled->at(wall_moment(berlin, now), berlin); }
    Holding slowly(Instant now) const { return walked->at(wall_moment(berlin, now), berlin); }

    Random random;
    Interval horizon;
    std::optional<PreparedTimes> tabled;
    std::optional<PreparedTimes> walked;
};

} // namespace

TEST_CASE("what holds does not depend on where the tables begin and end") {
    std::size_t held = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Both both{seed};
        for (int i = 0; i < 60; ++i) {
            const Instant edge = chance(both.random, 50) ? both.horizon.from : both.horizon.to;
            const Instant now = i < 20 ? edge + 1min * pick(both.random, -2'000, 2'000)
                                       : instant_of_the_year(both.random);
            const Holding told = both.holding(now);
            INFO("seed " << seed << " at " << to_rfc3339(now));
            REQUIRE(told.run == both.slowly(now).run);
            REQUIRE(told.unchanged_until > now);
            REQUIRE(both.slowly(told.unchanged_until - 1us).run == told.run);
            held += told.run ? 1 : 0;
        }
    }
    CHECK(held > 3'000);
}

TEST_CASE("the next run is the same with a table and without, and nothing lies before it") {
    std::size_t found = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Both both{seed};
        const Instant now = instant_of_the_year(both.random);
        const Instant far = now + 24h * pick(both.random, 1, 400);
        const auto next = both.tabled->next_run(berlin, now, far);
        INFO("seed " << seed << " at " << to_rfc3339(now));
        REQUIRE(next == both.walked->next_run(berlin, now, far));
        const auto current = both.slowly(now).run;
        const Instant end = next ? next->from : far;
        for (Instant then = current ? current->to : now; then < end;) {
            const Holding holding = both.slowly(then);
            REQUIRE_FALSE(holding.run);
            then = holding.unchanged_until;
        }
        if (next) {
            CHECK(next->from > now);
            CHECK(both.slowly(next->from).run == next);
            ++found;
        }
    }
    CHECK(found > 50);
}

TEST_CASE("more windows than a table takes are answered all the same") {
    Times times;
    for (int i = 0; i < 48; ++i) {
        times.windows.push_back({{i * 1'800}, {i * 1'800 + 900}});
    }
    times.on = {LunarMarket{0b11'1111'1111}};
    const Instant end = start + 24h * 100;
    const PreparedTimes tabled(times, {.zone = berlin, .holidays = {}, .horizon = {start, end}});
    for (Instant now = start; now < end; now += 97min) {
        const auto since = (now - start + 1h) % 30min; // Berlin is an hour ahead, or two
        const Holding holding = tabled.at(wall_moment(berlin, now), berlin);
        CHECK(holding.run.has_value() == (since < 15min));
        CHECK(holding.unchanged_until == now - since + (since < 15min ? 15min : 30min));
    }
}

TEST_CASE("a rule that makes no sense selects no day") {
    const std::vector<DayRule> senseless{
        Recurrence{},
        Recurrence{new_year, RecurrenceRule{.interval = 0}, {}, {}},
        LunarRange{{13, 1}, {1, 1}},
        DaysAround{Festival::chunjie, 5, -5},
        LunarMarket{0},
        MarketCycle{new_year, 0},
        DayKinds{0}};
    const auto china = std::make_shared<const HolidayTable>(china_holidays());
    for (const DayRule& rule : senseless) {
        const PreparedDayRule prepared{rule, china};
        for (DayNumber day = day_number(new_year); day < day_number(new_year) + 365; ++day) {
            REQUIRE_FALSE(prepared.contains(date_of(day)));
        }
    }
}

TEST_CASE("a kind of day is unknown in a year that was not announced, and no guess") {
    const auto china = std::make_shared<const HolidayTable>(china_holidays());
    const PreparedDayRule workdays{DayKinds{1}, china};
    CHECK(workdays.ask(*date_from_iso("2026-01-04")) == DayAnswer::yes); // a Sunday
    CHECK(workdays.ask(*date_from_iso("2026-01-05")) == DayAnswer::yes);
    CHECK(workdays.ask(*date_from_iso("2026-01-10")) == DayAnswer::no);
    CHECK(workdays.ask(*date_from_iso("2028-01-05")) == DayAnswer::unknown);
    CHECK(PreparedDayRule{DayKinds{1}, nullptr}.ask(new_year) == DayAnswer::unknown);
    const PreparedDays either{{DayKinds{1}, DateRange{new_year, new_year}}, nullptr};
    CHECK(either.ask(new_year) == DayAnswer::yes);
    CHECK(either.ask(*date_from_iso("2026-01-02")) == DayAnswer::unknown);
}
