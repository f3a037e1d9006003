// Moments of a process's life, placed in UTC as well as can be.
//
// What was proven by a time token is exact. What was not is carried by the monotonic clock, which
// runs on while the machine does, whatever processes come and go: as soon as a token tells the time
// of one moment, it tells the time of all moments since the machine started.
#pragma once

#include <string>

#include "schemas/model/journal.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

struct Moment {
    Microseconds monotonic{0};
    Instant utc{};        // best guess
    bool trusted = false; // judged plausible
    bool proven = false;  // carried on from a time token

    friend bool operator==(const Moment&, const Moment&) = default;
};

// A start of the process, within a start of the machine.
struct Life {
    std::string boot_id;      // of the process: new at every start
    std::string machine_boot; // of the machine: the monotonic clock counts from there

    friend bool operator==(const Life&, const Life&) = default;
};

// One interval of one display, as it was seen when it ended.
struct UptimeEntry {
    UptimeMeasure measure = UptimeMeasure::running;
    Life life;
    Moment from;
    Moment to;

    friend bool operator==(const UptimeEntry&, const UptimeEntry&) = default;
};

// An entry as a record, given what is known `now`, in `machine_boot`. `before`: the record of the
// same measure just before it, or null; where the entry goes on from it without a break in the
// monotonic clock, so does the record, whatever the clocks were corrected by in between.
struct PlacedBefore {
    Microseconds monotonic{0}; // of the end
    std::string machine_boot;
    Instant utc{};
};

UptimeRecord place(const UptimeEntry& entry, const Moment& now, const std::string& machine_boot,
                   const PlacedBefore* before);

} // namespace marquee::player
