// Minutes and plays of every program on many displays, day by day. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "manager/publishing/planning/outlook.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::manager {

// What somebody wants of every display on every one of some days.
struct ForecastGoal {
    std::optional<Microseconds> shown; // at least
    std::optional<std::int64_t> plays; // at least
    DateRange dates;
};

struct ForecastQuestion {
    LocalDate first;
    int days = 7; // at most limits::forecast_days_max
    std::optional<std::set<ScheduleId>>
        schedules; // these alone count; none: everything, filler too
    std::optional<ForecastGoal> goal;
};

// A program on one day, all displays together.
struct ProgramDay {
    rules::Airtime airtime;
    std::size_t displays = 0; // that show it

    friend bool operator==(const ProgramDay&, const ProgramDay&) = default;
};

struct ProgramForecast {
    std::vector<ProgramDay> days; // from ForecastQuestion::first on
    std::size_t displays = 0;     // that show it on one of the days
};

// How far a goal is met on a day; 0 and 0 on a day that is not one of its dates.
struct GoalDay {
    std::size_t met = 0;
    std::size_t missed = 0;
    std::vector<std::uint32_t> examples; // some that miss it, rows of Outlook::displays
};

struct FleetForecast {
    std::map<ProgramId, ProgramForecast> programs;
    std::size_t idle = 0; // displays on which no schedule that counts is shown at all
    std::vector<std::uint32_t> idle_examples; // limits::schedule_check_examples_max of them
    std::vector<GoalDay> goal;                // for each day, where there is one
    bool whole = true; // false: somewhere more happens in a day than can be told
};

// Each class is worked out once. 10,000 displays in hundreds of classes take about a second.
FleetForecast forecast(const Outlook& outlook, const ForecastQuestion& question);

} // namespace marquee::manager
