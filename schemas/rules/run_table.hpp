// The runs of some months, to be found in a few steps.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/rules/times.hpp"

namespace marquee::rules {

// A value of some kilobytes. Begins and ends of runs are whole seconds.
class RunTable {
public:
    RunTable() = default; // of no time

    // `runs` are all that lie in `within`, whole even where they begin before it or end after it;
    // they ascend and do not overlap. More of them than is good for memory shorten it.
    RunTable(Interval within, const Intervals& runs);

    // What it tells of, [from, to).
    const Interval& within() const { return within_; }
    bool covers(Instant t) const { return within_.from <= t && t < within_.to; }

    // `now` is covered. Without a run the answer stands until the next one, or the table's end.
    Holding at(Instant now) const;

    // The first run that begins at `then`, which is covered, or later.
    std::optional<Interval> first_from(Instant then) const;

private:
    struct Run { // seconds since within_.from
        std::int32_t from;
        std::int32_t to;
    };

    std::int32_t second_of(Instant t) const;
    std::size_t first_ending_after(std::int32_t second) const;
    Interval instants_of(const Run& run) const;

    Interval within_{};
    std::vector<Run> runs_;
    std::vector<std::uint16_t>
        by_day_; // of each 24 hours: the first run that ends after their start
};

} // namespace marquee::rules
