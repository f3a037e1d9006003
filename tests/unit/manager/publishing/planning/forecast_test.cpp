// Minutes and plays of many displays, and whether they are what a campaign wants.
#include <catch2/catch.hpp>

#include "manager/publishing/planning/forecast.hpp"
#include "manager/publishing/planning/unit_timeline.hpp"
#include "tests/unit/manager/publishing/planning/sample_outlook.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const LocalDate monday = *date_from_iso("2026-11-23");

// Three displays show `a` from eight to noon, two `a` and `b` in turn, one has nothing but filler.
Outlook town() {
    Outlook outlook;
    add_class(outlook, sample_plan({sample_schedule("s-a", "a", {hours(8, 12)})}), 3);
    add_class(outlook,
              sample_plan({sample_schedule("s-a", "a", {hours(8, 12)}),
                           sample_schedule("s-b", "b", {hours(8, 10)})}),
              2);
    Manifest filler = sample_plan({});
    filler.filler = {ProgramId{"f"}};
    add_class(outlook, std::move(filler), 1);
    return outlook;
}

} // namespace

TEST_CASE("what a class shows counts for each of its displays") {
    const FleetForecast told = forecast(town(), {.first = monday, .days = 2});
    REQUIRE(told.programs.size() == 3);
    const ProgramForecast& a = told.programs.at(ProgramId{"a"});
    CHECK(a.displays == 5);
    REQUIRE(a.days.size() == 2);
    CHECK(a.days[0].airtime.shown == std::chrono::hours{3 * 4 + 2 * 3});
    CHECK(a.days[0].airtime.plays == 3 * 1'440 + 2 * 1'080);
    CHECK(a.days[0].displays == 5);
    CHECK(a.days[1] == a.days[0]);
    CHECK(told.programs.at(ProgramId{"b"}).days[0].airtime.shown == std::chrono::hours{2});
    CHECK(told.programs.at(ProgramId{"b"}).displays == 2);
    CHECK(told.programs.at(ProgramId{"f"}).days[0].airtime.shown == std::chrono::hours{24});
    CHECK(told.whole);
}

TEST_CASE("a display that has nothing but filler is idle") {
    const FleetForecast told = forecast(town(), {.first = monday});
    CHECK(told.idle == 1);
    CHECK(told.idle_examples == std::vector<std::uint32_t>{5});
}

TEST_CASE("a campaign's forecast counts its schedules alone, against its goal") {
    const ForecastQuestion question{
        .first = monday,
        .days = 3,
        .schedules = std::set{ScheduleId{"s-a"}},
        .goal = ForecastGoal{.shown = std::chrono::hours{4},
                             .dates = {.first = monday, .last = *date_from_iso("2026-11-24")}}};
    const FleetForecast told = forecast(town(), question);
    CHECK(told.programs.size() == 1);
    REQUIRE(told.goal.size() == 3);
    CHECK(told.goal[0].met == 3);
    CHECK(told.goal[0].missed == 3);
    CHECK(told.goal[0].examples == std::vector<std::uint32_t>{3, 4, 5});
    CHECK(told.goal[2].met + told.goal[2].missed == 0); // not one of its dates
    CHECK(told.idle == 1);
}

TEST_CASE("a unit's week has every schedule with the stretches it holds the glass, once for all") {
    const Instant midnight{
        std::chrono::sys_days{std::chrono::local_days{monday}.time_since_epoch()}};
    const UnitTimeline told = unit_timeline(town(), {midnight, midnight + std::chrono::days{1}});
    CHECK_FALSE(told.cut);
    REQUIRE(told.schedules.size() == 2);
    const Interval morning{midnight + std::chrono::hours{8}, midnight + std::chrono::hours{12}};
    CHECK(told.schedules.at(ScheduleId{"s-a"})
          == std::vector<GlassRun>{{morning, 5, std::chrono::minutes{(3 * 240 + 2 * 180) / 5}}});
    CHECK(told.schedules.at(ScheduleId{"s-b"})
          == std::vector<GlassRun>{
              {{morning.from, morning.from + std::chrono::hours{2}}, 2, std::chrono::hours{1}}});
}

TEST_CASE("more runs than an answer may have are cut, and that is said") {
    Outlook outlook;
    for (int hour = 0; hour < 24; ++hour) {
        std::vector<DailyWindow> windows;
        for (int minute = 0; minute < 60; minute += 2) {
            const std::int32_t start = (hour * 60 + minute) * 60;
            windows.push_back({TimeOfDay{start}, TimeOfDay{start + 60}});
        }
        add_class(outlook, sample_plan({sample_schedule("s", "a", windows)}), 1);
    }
    const Instant midnight{
        std::chrono::sys_days{std::chrono::local_days{monday}.time_since_epoch()}};
    const UnitTimeline told = unit_timeline(outlook, {midnight, midnight + std::chrono::days{7}});
    CHECK(told.cut);
    CHECK(told.schedules.at(ScheduleId{"s"}).size() == limits::timeline_spans_max);
}
