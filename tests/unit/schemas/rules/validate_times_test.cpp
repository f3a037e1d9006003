#include <algorithm>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/day_rule_count.hpp"
#include "schemas/rules/validate.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

// "out_of_range /a/b", one line each.
std::string listed(const Findings& findings) {
    std::string text;
    for (const Error& error : findings) {
        text +=
            (text.empty() ? "" : "\n") + std::string(error_slug(error.code)) + " " + error.where;
    }
    return text;
}

Manifest good_manifest() {
    Manifest manifest;
    manifest.number = {1, 1};
    manifest.issued_at = *instant_from_rfc3339("2026-11-22T00:00:00Z");
    manifest.not_after = *instant_from_rfc3339("2027-03-01T00:00:00Z");
    ProgramRef program;
    program.id = {"program"};
    program.cycle = 600s;
    manifest.programs = {program};
    Schedule schedule;
    schedule.id = {"schedule"};
    schedule.program = program.id;
    manifest.schedules = {schedule};
    return manifest;
}

// Of a manifest whose only schedule was changed.
template<typename Change>
std::string after(Change change) {
    Manifest manifest = good_manifest();
    change(manifest.schedules.front());
    return listed(validate(manifest));
}

Recurrence yearly_on(int month, int day) {
    Recurrence recurrence{.start = 2026y / 1 / 1, .rule = RecurrenceRule{}};
    recurrence.rule->frequency = Frequency::yearly;
    recurrence.rule->by_month = {month};
    recurrence.rule->by_month_day = {day};
    return recurrence;
}

} // namespace

TEST_CASE("every kind of day is checked where it stands") {
    CHECK(after([](Schedule& schedule) {
              schedule.times.on = {DateRange{2026y / 2 / 2, 2026y / 2 / 1},
                                   yearly_on(13, 1),
                                   Recurrence{.start = 2026y / 1 / 1, .dates = {9999y / 1 / 1}},
                                   LunarRange{{0, 1}, {1, 31}},
                                   DaysAround{Festival::chuxi, 1, 0},
                                   LunarMarket{0},
                                   MarketCycle{2026y / 1 / 1, 0},
                                   DayKinds{0},
                                   DayKinds{8}};
          })
          == "out_of_range /schedules/0/times/on/0/dates/last\n"
             "out_of_range /schedules/0/times/on/1/recurrence/rule\n"
             "out_of_range /schedules/0/times/on/2/recurrence/dates/0\n"
             "out_of_range /schedules/0/times/on/3/lunar_range/first/month\n"
             "out_of_range /schedules/0/times/on/3/lunar_range/last/day\n"
             "out_of_range /schedules/0/times/on/4/around/last\n"
             "out_of_range /schedules/0/times/on/5/lunar_market/digits\n"
             "out_of_range /schedules/0/times/on/6/market_cycle/every_days\n"
             "out_of_range /schedules/0/times/on/7/kinds\n"
             "out_of_range /schedules/0/times/on/8/kinds");
}

TEST_CASE("exceptions have days, and windows like any") {
    CHECK(after([](Schedule& schedule) {
              schedule.times.exceptions = {{{}, {}}, {{DayKinds{1}}, {{{0}, {60}, {0}}}}};
          })
          == "missing_member /schedules/0/times/exceptions/0/on\n"
             "out_of_range /schedules/0/times/exceptions/1/windows/0/weekdays");
}

TEST_CASE("the pace of a schedule stays in its ranges") {
    CHECK(after([](Schedule& schedule) {
              schedule.interrupt_seconds_per_hour = 3'601;
              schedule.weight = 0;
              schedule.plays_per_hour_max = -1;
              schedule.repeat_gap = 3'001s;
          })
          == "out_of_range /schedules/0/interrupt_seconds_per_hour\n"
             "out_of_range /schedules/0/weight\n"
             "out_of_range /schedules/0/plays_per_hour_max\n"
             "out_of_range /schedules/0/repeat_gap_s");
}

TEST_CASE("an interrupt has no pace beside its share") {
    CHECK(after([](Schedule& schedule) { schedule.interrupt_seconds_per_hour = 360; }).empty());
    CHECK(after([](Schedule& schedule) {
              schedule.interrupt_seconds_per_hour = 360;
              schedule.weight = 2;
              schedule.plays_per_hour_max = 4;
              schedule.repeat_gap = 60s;
          })
          == "out_of_range /schedules/0/weight\n"
             "out_of_range /schedules/0/plays_per_hour_max\n"
             "out_of_range /schedules/0/repeat_gap_s");
}

TEST_CASE("points of levels ascend within a day") {
    Manifest manifest = good_manifest();
    manifest.volume.curve = {{{3'600}, 10}, {{3'600}, 101}};
    manifest.brightness.curve = {{{86'400}, 10}};
    manifest.brightness.caps = {{Times{.windows = {{{86'400}, {0}}}}, -1}};
    CHECK(listed(validate(manifest))
          == "out_of_range /volume/curve/1/at\n"
             "out_of_range /volume/curve/1/percent\n"
             "out_of_range /brightness/curve/0/at\n"
             "out_of_range /brightness/caps/0/times/windows/0/start\n"
             "out_of_range /brightness/caps/0/percent");
    CHECK(listed(validate(manifest.volume))
          == "out_of_range /curve/1/at\nout_of_range /curve/1/percent");
}

TEST_CASE("a holiday table is checked as a whole") {
    Manifest manifest = good_manifest();
    manifest.holidays = HolidayTable{"中国大陆", {{2027, "", {}}, {2026, "", {}}}};
    CHECK(listed(validate(manifest)) == "out_of_range /holidays/years/1/year");
}

TEST_CASE("a manifest has so many day rules and no more") {
    Manifest manifest = good_manifest();
    const Schedule one = manifest.schedules.front();
    manifest.schedules.clear();
    const std::size_t schedules = limits::day_rules_per_manifest_max / limits::day_rules_max;
    for (std::size_t i = 0; i <= schedules; ++i) {
        Schedule schedule = one;
        schedule.id = {std::to_string(i)};
        schedule.times.on.assign(limits::day_rules_max, DayKinds{1});
        manifest.schedules.push_back(schedule);
    }
    manifest.schedules.back().times.on.resize(limits::day_rules_per_manifest_max
                                              - schedules * limits::day_rules_max);
    CHECK(day_rule_count(manifest) == limits::day_rules_per_manifest_max);
    CHECK(listed(validate(manifest)).empty());
    manifest.brightness.caps = {{Times{.on = {DayKinds{1}}}, 10}};
    CHECK(listed(validate(manifest)) == "too_large /schedules");
}

TEST_CASE("an item's validity is not empty") {
    Playlist playlist;
    playlist.items.resize(1);
    PlaylistItem& item = playlist.items.front();
    item.id = {"item"};
    item.content = Slogan{"防", "zh", {}};
    item.not_before = Instant{1s};
    item.not_after = Instant{2s};
    CHECK(listed(validate(playlist)).empty());
    item.not_after = Instant{1s};
    CHECK(listed(validate(playlist)) == "out_of_range /items/0/not_after");
}

TEST_CASE("a recurrence without a day harms no manifest, and people are told") {
    Manifest manifest = good_manifest();
    manifest.schedules.front().times.on = {yearly_on(2, 30)};
    CHECK(listed(validate(manifest)).empty());
    CHECK(listed(doubts(manifest)) == "out_of_range /schedules/0/times/on/0/recurrence/rule");
    CHECK(listed(validate(manifest.schedules.front().times))
          == "out_of_range /on/0/recurrence/rule");
}

TEST_CASE("a gap that leaves no room for a play is doubted") {
    Manifest manifest = good_manifest();
    manifest.schedules.front().repeat_gap = 3'000s;
    CHECK(listed(doubts(manifest)).empty());
    manifest.programs.front().cycle = 600s + 1ms;
    CHECK(listed(validate(manifest)).empty());
    CHECK(listed(doubts(manifest)) == "out_of_range /schedules/0/repeat_gap_s");
    manifest.schedules.front().repeat_gap = 0s;
    manifest.programs.front().cycle = 4'000s;
    CHECK(listed(doubts(manifest)).empty());
}

TEST_CASE("days by kind without the table that tells it are doubted, year by year") {
    Manifest manifest = good_manifest();
    CHECK(listed(doubts(manifest)).empty());
    manifest.off_hours = {Times{.exceptions = {{{DayKinds{1}}, {}}}}};
    CHECK(listed(doubts(manifest)) == "missing_member /holidays");
    manifest.holidays = HolidayTable{"中国大陆", {{2026, "", {}}}};
    const Findings found = doubts(manifest);
    CHECK(listed(found) == "not_found /holidays/years");
    CHECK(found.front().params == ErrorParams{{"table", "中国大陆"}, {"year", "2027"}});
    manifest.holidays->years.push_back({2027, "", {}});
    CHECK(listed(doubts(manifest)).empty());
    manifest.not_after = Instant::max();
    CHECK(listed(doubts(manifest)).empty());
}
