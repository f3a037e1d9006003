#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

// One of each kind of day rule.
std::vector<DayRule> every_kind_of_day() {
    Recurrence mondays{.start = sample::date(2026, 1, 5)};
    mondays.rule = RecurrenceRule{.frequency = Frequency::weekly};
    mondays.rule->by_day = {{0, std::chrono::Monday}};
    mondays.exceptions = {sample::date(2026, 10, 5)};
    return {DateRange{sample::date(2026, 11, 1), {}},
            mondays,
            LunarRange{{12, 23}, {1, 15}},
            DaysAround{Festival::chunjie, -3, 1},
            DaysAround{SolarTerm::qingming, 0, 2},
            LunarMarket{0b10'0100'1000},
            MarketCycle{sample::date(2026, 1, 1), 5},
            DayKinds{0b110}};
}

// Program 20, daypart 40, periods 41 and 42, campaign 43 of account 44.
std::unique_ptr<DatabaseUnderTest> database_with_calendars() {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) -> Status {
        Campaign campaign = sample::campaign(43);
        campaign.owner = AccountId{sample::uuid(44)};
        return change.content.add_program(sample::program(20))
            .and_then([&] { return change.access.add_account(sample::account(44, "宣传")); })
            .and_then([&] { return change.calendars.add_daypart(sample::daypart(40)); })
            .and_then([&] { return change.calendars.add_period(sample::period(41)); })
            .and_then([&] { return change.calendars.add_period(sample::period(42)); })
            .and_then([&] { return change.calendars.add_campaign(campaign); });
    }));
    return database;
}

// A schedule that says everything that one which takes turns can say.
ScheduleRecord full_schedule(int number) {
    ScheduleRecord row = sample::schedule(number, 20);
    row.schedule.weight = 3;
    row.schedule.plays_per_hour_max = 4;
    row.schedule.repeat_gap = Seconds{600};
    row.schedule.times.windows = {{{8 * 3600}, {9 * 3600}, Weekdays{0b001'1111}},
                                  {{22 * 3600}, {6 * 3600}}};
    row.schedule.times.on = every_kind_of_day();
    row.schedule.times.exceptions = {
        {{DayKinds{0b100}}, {}},
        {{DaysAround{Festival::chuxi, 0, 0}}, {{{18 * 3600}, {24 * 3600}, Weekdays{0b100'0000}}}}};
    row.targets.units = {sample::north};
    row.targets.tags = "户外 and not 地铁";
    row.daypart = DaypartId{sample::uuid(40)};
    row.periods = {PeriodId{sample::uuid(42)}, PeriodId{sample::uuid(41)}};
    row.campaign = CampaignId{sample::uuid(43)};
    return row;
}

template<typename Ask>
auto read(DatabaseUnderTest& database, const Ask& ask) {
    return database->read([&](const View& view) { return ask(view); });
}

} // namespace

TEST_CASE("a schedule keeps its days, its share and what it names") {
    auto database = database_with_calendars();
    ScheduleRecord row = full_schedule(60);
    const auto stored = [&] {
        return read(*database,
                    [&](const View& view) { return view.content.schedule(row.schedule.id); });
    };
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    CHECK(stored() == row);
    row.schedule.times.on.clear();
    row.schedule.times.exceptions.clear();
    row.schedule.times.windows.front().weekdays = {};
    row.periods.pop_back();
    row.campaign = {};
    row.daypart = {};
    REQUIRE(
        (*database)->write([&](Change& change) { return change.content.change_schedule(row); }));
    row.head.version = 2;
    CHECK(stored() == row);
}

TEST_CASE("a schedule that names what is not there is refused") {
    auto database = database_with_calendars();
    ScheduleRecord row = full_schedule(60);
    SECTION("a daypart") {
        row.daypart = DaypartId{sample::uuid(41)};
    }
    SECTION("a period") {
        row.periods = {PeriodId{sample::uuid(40)}};
    }
    SECTION("a campaign") {
        row.campaign = CampaignId{sample::uuid(40)};
    }
    const auto added =
        (*database)->write([&](Change& change) { return change.content.add_schedule(row); });
    REQUIRE_FALSE(added);
    CHECK(added.error().code == ErrorCode::invalid_reference);
}

TEST_CASE("an interrupt keeps its share, and a pace beside it is forgotten") {
    auto database = database_with_calendars();
    ScheduleRecord row = full_schedule(60);
    row.schedule.interrupt_seconds_per_hour = 360;
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    row.schedule.weight = 1;
    row.schedule.plays_per_hour_max = 0;
    row.schedule.repeat_gap = Seconds{0};
    CHECK(read(*database, [&](const View& view) { return view.content.schedule(row.schedule.id); })
          == row);
}

TEST_CASE("many schedules are read with their own parts, each in its order") {
    auto database = database_with_calendars();
    std::vector<ScheduleRecord> rows;
    for (int number = 1'000; number < 1'620; ++number) { // more than one batch of parts
        ScheduleRecord row = full_schedule(number);
        row.schedule.times.windows = {{{0}, {60 * (number - 999)}}, {{60}, {0}}};
        rows.push_back(row);
    }
    REQUIRE((*database)->write([&](Change& change) -> Status {
        for (const ScheduleRecord& row : rows) {
            if (Status added = change.content.add_schedule(row); !added) {
                return added;
            }
        }
        return {};
    }));
    const auto found = read(*database, [&](const View& view) {
        return view.calendars.schedules_in(CampaignId{sample::uuid(43)});
    });
    REQUIRE(found);
    CHECK(*found == rows);
}

TEST_CASE("dayparts, periods and campaigns are read as they were written and paged") {
    auto database = database_with_calendars();
    Daypart daypart = sample::daypart(50, sample::market);
    daypart.exceptions = {{every_kind_of_day(), {}}};
    NamedPeriod period = sample::period(51, sample::market);
    period.days = every_kind_of_day();
    Campaign campaign = sample::campaign(52, sample::market);
    campaign.dates = {};
    campaign.goal.reset();
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.calendars.add_daypart(daypart)
            .and_then([&] { return change.calendars.add_period(period); })
            .and_then([&] { return change.calendars.add_campaign(campaign); });
    }));
    const auto ask = [&](const auto& question) {
        return read(*database, [&](const View& view) { return question(view.calendars); });
    };
    CHECK(ask([&](const auto& all) { return all.daypart(daypart.id); }) == daypart);
    CHECK(ask([&](const auto& all) { return all.period(period.id); }) == period);
    CHECK(ask([&](const auto& all) { return all.campaign(campaign.id); }) == campaign);
    CHECK(ask([&](const auto& all) { return all.campaign(CampaignId{sample::uuid(43)}); })->goal
          == sample::campaign(43).goal);
    const Scope north{{sample::north}};
    CHECK(ask([&](const auto& all) { return all.dayparts(north, {}); })->rows
          == std::vector<Daypart>{daypart});
    CHECK(ask([&](const auto& all) { return all.periods(north, {}); })->rows
          == std::vector<NamedPeriod>{period});
    CHECK(ask([&](const auto& all) { return all.campaigns(north, {}); })->rows
          == std::vector<Campaign>{campaign});
    CHECK(ask([&](const auto& all) {
              return all.periods({{sample::city}}, {"", 2});
          })->next
          == sample::uuid(42));
}

TEST_CASE("a campaign of nobody's account is refused") {
    auto database = city_database();
    Campaign campaign = sample::campaign(43);
    campaign.owner = AccountId{sample::uuid(44)};
    CHECK((*database)
              ->write([&](Change& change) { return change.calendars.add_campaign(campaign); })
              .error()
              .code
          == ErrorCode::invalid_reference);
}

TEST_CASE("what a schedule follows cannot be removed, and is changed under its version") {
    auto database = database_with_calendars();
    const ScheduleRecord row = full_schedule(60);
    REQUIRE((*database)->write([&](Change& change) { return change.content.add_schedule(row); }));
    const auto named_by = [&](const auto& id) {
        return read(*database, [&](const View& view) { return view.calendars.schedules_in(id); });
    };
    CHECK(named_by(row.daypart) == std::vector<ScheduleRecord>{row});
    CHECK(named_by(row.periods.back()) == std::vector<ScheduleRecord>{row});
    CHECK(named_by(row.campaign) == std::vector<ScheduleRecord>{row});
    CHECK(named_by(DaypartId{sample::uuid(41)})->empty());
    const auto write = [&](const auto& act) {
        return (*database)->write([&](Change& change) { return act(change.calendars); });
    };
    const auto removals = [&](std::int64_t version) {
        return std::vector{
            write([&](auto& all) { return all.remove_daypart(row.daypart, version); }),
            write([&](auto& all) { return all.remove_period(row.periods.front(), version); }),
            write([&](auto& all) { return all.remove_campaign(row.campaign, version); })};
    };
    for (const Status& removed : removals(1)) {
        CHECK(removed.error().code == ErrorCode::wrong_state);
    }
    CHECK(write([](auto& all) { return all.change_daypart(sample::daypart(40)); })
          == Result<std::int64_t>(2));
    CHECK(write([](auto& all) { return all.change_period(sample::period(42)); })
          == Result<std::int64_t>(2));
    CHECK(write([](auto& all) { return all.change_campaign(sample::campaign(43)); })
          == Result<std::int64_t>(2));
    CHECK(write([](auto& all) { return all.change_daypart(sample::daypart(40)); }).error().code
          == ErrorCode::conflict);
    REQUIRE((*database)->write(
        [&](Change& change) { return change.content.remove_schedule(row.schedule.id, 1); }));
    for (const Status& removed : removals(2)) {
        CHECK(removed);
    }
}

TEST_CASE("a year of holidays is kept once, under its version") {
    auto database = city_database();
    HolidayYearRecord row{{2027, "国办发明电", {}}, sample::owned_by(sample::city)};
    row.year.days = {{sample::date(2027, 1, 1), DayKind::statutory_holiday, "元旦"},
                     {sample::date(2027, 2, 20), DayKind::workday, ""}};
    const auto put = [&](std::int64_t version) {
        row.head.version = version;
        return (*database)->write(
            [&](Change& change) { return change.calendars.put_holidays(row); });
    };
    CHECK(put(1).error().code == ErrorCode::not_found);
    CHECK(put(0) == Result<std::int64_t>(1));
    CHECK(put(0).error().code == ErrorCode::conflict);
    row.year.source = "国办发明电〔2026〕9号";
    CHECK(put(1) == Result<std::int64_t>(2));
    row.head.version = 2;
    const auto ask = [&](std::int32_t year) {
        return read(*database, [&](const View& view) { return view.calendars.holidays(year); });
    };
    CHECK(ask(2027) == row);
    CHECK(ask(2028).error().code == ErrorCode::not_found);
    HolidayYearRecord earlier{{2025, "国办发明电", {}}, sample::owned_by(sample::city)};
    earlier.head.version = 0;
    REQUIRE(
        (*database)->write([&](Change& change) { return change.calendars.put_holidays(earlier); }));
    earlier.head.version = 1;
    CHECK(read(*database, [](const View& view) { return view.calendars.all_holidays(); })
          == std::vector<HolidayYearRecord>{earlier, row});
    const auto remove = [&](std::int64_t version) {
        return (*database)->write(
            [&](Change& change) { return change.calendars.remove_holidays(2027, version); });
    };
    CHECK(remove(1).error().code == ErrorCode::conflict);
    CHECK(remove(2));
    CHECK(ask(2027).error().code == ErrorCode::not_found);
}

TEST_CASE("a policy keeps brightness and volume, and tells nothing from inherited") {
    auto database = city_database();
    Policy row{.subject = sample::north.value, .head = sample::owned_by(sample::north)};
    row.brightness = LevelRules{{{{6 * 3600}, 30}, {{12 * 3600}, 100}}, {}};
    row.brightness->caps = {
        {{.dates = {}, .weekdays = {}, .windows = {{{22 * 3600}, {6 * 3600}}}}, 10}};
    row.volume = LevelRules{};
    const auto put = [&](std::int64_t version) {
        row.head.version = version;
        const auto next =
            (*database)->write([&](Change& change) { return change.policies.put_policy(row); });
        row.head.version = next.value_or(0);
    };
    const auto stored = [&] {
        return read(*database, [&](const View& view) { return view.policies.policy(row.subject); });
    };
    put(0);
    CHECK(stored() == row);
    row.brightness.reset();
    put(1);
    CHECK(row.head.version == 2);
    CHECK(stored() == row);
}
