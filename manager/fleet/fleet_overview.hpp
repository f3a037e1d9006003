// A fleet at one look: how many displays are how, what is wrong by its cause, what is on air.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "manager/fleet/health_count.hpp"

namespace marquee::manager {

// Displays that suffer alike.
struct Trouble {
    rules::Health health;
    UnitId unit; // the lowest that holds them all
    std::string unit_name;
    std::uint64_t displays = 0;
    DisplayId display;                // one of them
    std::string title;                // its
    std::optional<Interval> together; // they fell silent together: the first and the last of them
};

// A program, or what fills where nothing is scheduled, on the displays that show it now.
struct OnAir {
    ProgramId program;
    std::string name; // empty: it was deleted since
    bool filler = false;
    std::set<std::string> items; // names of what its zones show, at most on_air_items_max
    std::uint64_t displays = 0;
};

inline constexpr std::size_t troubles_max = 50;
inline constexpr std::size_t on_air_max = 8;
inline constexpr std::size_t on_air_items_max = 3;

struct FleetOverview {
    std::uint64_t units = 0;
    HealthCount count;
    std::vector<Trouble> troubles; // abnormal, offline, out of date; the most displays first
    std::uint64_t noticed = 0;     // displays that show a notice
    std::vector<OnAir> on_air;     // on the most displays first
    std::uint64_t programs_on_air = 0;
};

// Of the scope's subtrees. Two queries, and one for each program on air.
Result<FleetOverview> fleet_overview(const View& view, const HealthJudge& judge, const Scope& scope,
                                     const AskedAt& asked);

} // namespace marquee::manager
