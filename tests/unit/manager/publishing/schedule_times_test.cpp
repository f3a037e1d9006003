#include "manager/publishing/schedule_times.hpp"

#include <catch2/catch.hpp>

#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const std::vector<DayRule> market_days{LunarMarket{0b1000}};

// A schedule of the whole year 2027, from eight to nine on market days.
ScheduleRecord plain() {
    ScheduleRecord row = sample::schedule(60, 20);
    row.schedule.times.dates = {sample::date(2027, 1, 1), sample::date(2027, 12, 31)};
    row.schedule.times.windows = {{{8 * 3600}, {9 * 3600}}};
    row.schedule.times.on = market_days;
    row.schedule.times.exceptions = {{market_days, {}}};
    return row;
}

const NamedTimes names{.dayparts = {{DaypartId{sample::uuid(40)}, sample::daypart(40)}},
                       .periods = {{PeriodId{sample::uuid(41)}, sample::period(41)}},
                       .campaigns = {{CampaignId{sample::uuid(43)}, sample::campaign(43)}}};

} // namespace

TEST_CASE("a schedule that names nothing is carried as it is") {
    CHECK(effective_schedule(plain(), names) == plain().schedule);
}

TEST_CASE("a daypart's windows and exceptions stand for the schedule's own") {
    ScheduleRecord row = plain();
    row.daypart = DaypartId{sample::uuid(40)};
    const auto carried = effective_schedule(row, names);
    REQUIRE(carried);
    CHECK(carried->times.windows == sample::daypart(40).windows);
    CHECK(carried->times.exceptions == sample::daypart(40).exceptions);
    CHECK(carried->times.on == market_days);
    CHECK(carried->times.dates == row.schedule.times.dates);
}

TEST_CASE("a period's days stand beside the schedule's own") {
    ScheduleRecord row = plain();
    row.periods = {PeriodId{sample::uuid(41)}};
    std::vector<DayRule> both = market_days;
    both.push_back(sample::period(41).days.front());
    CHECK(effective_schedule(row, names)->times.on == both);
    row.schedule.times.on.clear();
    CHECK(effective_schedule(row, names)->times.on == sample::period(41).days);
}

TEST_CASE("a schedule holds on those of its dates that are its campaign's") {
    ScheduleRecord row = plain();
    row.campaign = CampaignId{sample::uuid(43)}; // 1 January to 1 March 2027
    const auto dates = [&] { return effective_schedule(row, names)->times.dates; };
    CHECK(dates() == DateRange{sample::date(2027, 1, 1), sample::date(2027, 3, 1)});
    row.schedule.times.dates.first = sample::date(2027, 3, 1);
    CHECK(dates() == DateRange{sample::date(2027, 3, 1), sample::date(2027, 3, 1)});
    row.schedule.times.dates = {};
    CHECK(dates() == sample::campaign(43).dates);
    row.schedule.times.dates.first = sample::date(2027, 3, 2);
    CHECK_FALSE(effective_schedule(row, names)); // not one day is left
}

TEST_CASE("whether days depend on announced holidays is seen in days and exceptions alike") {
    Times times = plain().schedule.times;
    CHECK_FALSE(uses_day_kinds(times));
    times.on.push_back(DayKinds{0b1});
    CHECK(uses_day_kinds(times));
    times.on.clear();
    times.exceptions.push_back({{DayKinds{0b1}}, {}});
    CHECK(uses_day_kinds(times));
}
