// Between instants and the wall clock of a place, by a zone that is a value.
//
// A local time that the clock jumps over (DST gap) moves forward by the gap, as in RFC 5545
// section 3.3.5: 02:30 becomes 03:30. A local time that comes twice (fold) means its first
// occurrence; so a window that starts before a fold and ends after it lasts the longer time.
#pragma once

#include <cstdint>
#include <optional>

#include "schemas/model/time.hpp"

namespace marquee::rules {

// Microseconds of wall clock since 1970-01-01 00:00 on that wall: not an instant.
using LocalTime = std::chrono::local_time<Microseconds>;

struct LocalMoment {
    LocalTime local;
    std::int32_t offset_seconds = 0; // east of UTC, in force then

    friend bool operator==(const LocalMoment&, const LocalMoment&) = default;
};

enum class LocalKind { unique, gap, fold };

struct LocalInstants {
    LocalKind kind = LocalKind::unique;
    Instant first;
    Instant second; // of a fold: the later occurrence; otherwise equal to `first`

    friend bool operator==(const LocalInstants&, const LocalInstants&) = default;
};

// The stretch of constant offset around an instant. Open ends are Instant::min() and max().
struct ZoneSegment {
    Instant from;
    Instant until;
    Seconds offset;
    Seconds offset_before; // in force just before `from`

    friend bool operator==(const ZoneSegment&, const ZoneSegment&) = default;
};

// All of these are total, allocate nothing and search the transitions by halving. `zone`'s
// transitions must ascend.
ZoneSegment segment_at(const ZoneRules& zone, Instant instant);
LocalMoment to_local(const ZoneRules& zone, Instant instant);
LocalInstants to_instants(const ZoneRules& zone, LocalTime local);

// What a schedule means by a local time: LocalInstants::first.
Instant to_instant(const ZoneRules& zone, LocalTime local);
Instant to_instant(const ZoneRules& zone, LocalDate date, TimeOfDay time);

// The day that is on the wall at `instant`.
LocalDate local_date(const ZoneRules& zone, Instant instant);

} // namespace marquee::rules
