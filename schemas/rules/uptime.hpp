// How long something was up, by what is known for certain: pure arithmetic of intervals.
//
// Every microsecond of a period is exactly one of four things. What nobody reported yet is unknown:
// nothing is guessed from what came before or after.
#pragma once

#include <optional>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::rules {

// Ascending, disjoint, none of them empty.
using Intervals = std::vector<Interval>;

// Sorted, with what overlaps or touches made one.
Intervals united(Intervals any);
Intervals intersection(const Intervals& a, const Intervals& b);
Intervals difference(const Intervals& a, const Intervals& b);
Microseconds length(const Intervals& all);

enum class UptimeState { up, down, planned_off, unknown };

struct UptimeStretch {
    Interval interval;
    UptimeState state = UptimeState::unknown;

    friend bool operator==(const UptimeStretch&, const UptimeStretch&) = default;
};

// What was reported about one measure. Known time that is neither up nor planned off is down.
// Where `up` and `planned_off` overlap it was up: darkness on purpose excuses, it hides nothing.
struct UptimeFacts {
    Intervals known;
    Intervals up;
    Intervals planned_off;
};

// The period cut into stretches, neighbours different; empty for an empty period.
std::vector<UptimeStretch> uptime_stretches(const UptimeFacts& facts, const Interval& period);

struct UptimeSum {
    Microseconds up{0};
    Microseconds down{0};
    Microseconds planned_off{0};
    Microseconds unknown{0};

    void add(const UptimeStretch& stretch);
    void add(const UptimeSum& other);
    // up ÷ (up + down); none when nothing is known.
    std::optional<double> availability() const;

    friend bool operator==(const UptimeSum&, const UptimeSum&) = default;
};

// The three measures, never mixed: the manager heard it; its process lived; what was scheduled was
// presented.
struct UptimeMeasures {
    UptimeSum reachable;
    UptimeSum running;
    UptimeSum showing;

    void add(const UptimeMeasures& other);

    friend bool operator==(const UptimeMeasures&, const UptimeMeasures&) = default;
};

// Everything that is known about one display. `reported`: the time for which its player delivered
// everything; what the other three of the player say outside it does not count yet.
struct DisplayUptime {
    Intervals reported;
    Intervals running;
    Intervals showing;
    Intervals off;     // dark on purpose
    Intervals watched; // by a manager that had a judgement about its player
    Intervals reachable;

    friend bool operator==(const DisplayUptime&, const DisplayUptime&) = default;
};

UptimeFacts reachable_facts(const DisplayUptime& display);
UptimeFacts running_facts(const DisplayUptime& display);
// A display that was dark on purpose was not showing.
UptimeFacts showing_facts(const DisplayUptime& display);

// Over the parts of time in `periods`.
UptimeMeasures measure(const DisplayUptime& display, const Intervals& periods);

} // namespace marquee::rules
