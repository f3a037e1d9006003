#include "schemas/rules/run_table.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

constexpr std::int32_t day_seconds = 86'400;
constexpr std::size_t runs_max = 1'000; // 8 KB; nine windows a day for the usual horizon

} // namespace

RunTable::RunTable(Interval within, const Intervals& runs)
    : within_{std::chrono::floor<Seconds>(within.from), within.to} {
    if (runs.size() > runs_max) {
        within_.to = std::min(within_.to, runs[runs_max].from);
    }
    runs_.reserve(std::min(runs.size(), runs_max));
    for (const Interval& run : runs) {
        if (run.from < within_.to) {
            runs_.push_back({second_of(run.from), second_of(run.to)});
        }
    }
    std::size_t first = 0;
    for (std::int32_t second = 0; second <= second_of(within_.to); second += day_seconds) {
        while (first < runs_.size() && runs_[first].to <= second) {
            ++first;
        }
        by_day_.push_back(static_cast<std::uint16_t>(first));
    }
}

std::int32_t RunTable::second_of(Instant t) const {
    return static_cast<std::int32_t>(std::chrono::floor<Seconds>(t - within_.from).count());
}

Interval RunTable::instants_of(const Run& run) const {
    return {within_.from + Seconds{run.from}, within_.from + Seconds{run.to}};
}

std::size_t RunTable::first_ending_after(std::int32_t second) const {
    std::size_t index = by_day_[static_cast<std::size_t>(second / day_seconds)];
    while (index < runs_.size() && runs_[index].to <= second) {
        ++index;
    }
    return index;
}

Holding RunTable::at(Instant now) const {
    const std::int32_t second = second_of(now);
    const std::size_t index = first_ending_after(second);
    if (index == runs_.size()) {
        return {std::nullopt, within_.to};
    }
    const Interval run = instants_of(runs_[index]);
    if (runs_[index].from <= second) {
        return {run, run.to};
    }
    return {std::nullopt, run.from};
}

std::optional<Interval> RunTable::first_from(Instant then) const {
    for (std::size_t index = first_ending_after(second_of(then)); index < runs_.size(); ++index) {
        const Interval run = instants_of(runs_[index]);
        if (run.from >= then) {
            return run;
        }
    }
    return std::nullopt;
}

} // namespace marquee::rules
