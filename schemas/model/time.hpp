// Instants, wall-clock dates and the zone as a value.
//
// Instants are UTC without leap seconds, in microseconds. Intervals are half-open everywhere.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee {

using Microseconds = std::chrono::microseconds;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

using Instant = std::chrono::sys_time<Microseconds>;

// [from, to): `to` is the first instant outside.
struct Interval {
    Instant from;
    Instant to;

    friend bool operator==(const Interval&, const Interval&) = default;
};

// A day of the proleptic Gregorian calendar, on somebody's wall.
using LocalDate = std::chrono::year_month_day;

// Seconds after local midnight, 0..86,400 (86,400 only as the end of a window: 24:00).
struct TimeOfDay {
    std::int32_t seconds = 0;

    friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

// One change of offset of a zone, in force from `at` on.
struct ZoneTransition {
    Instant at;
    std::int32_t offset_seconds = 0; // east of UTC
    std::string abbreviation;        // "CST"

    friend bool operator==(const ZoneTransition&, const ZoneTransition&) = default;
};

// A time zone carried as a value, so that manager and player cannot disagree. Transitions ascend
// and cover at least the validity of the manifest that carries them. Source: IANA zoneinfo (TZif,
// RFC 8536), read by the manager only.
struct ZoneRules {
    std::string name = "UTC";               // "Asia/Shanghai"
    std::string tzdata_version;             // "2024a"; empty when unknown
    std::int32_t offset_seconds_before = 0; // in force before the first transition
    std::vector<ZoneTransition> transitions;

    friend bool operator==(const ZoneRules&, const ZoneRules&) = default;
};

// "2026-11-21T15:04:05.123456Z"; the fraction is left out when it is zero. RFC 3339.
std::string to_rfc3339(Instant instant);

// Any RFC 3339 date-time from year 1 to 9999; digits finer than a microsecond are refused, and so
// is second 60.
Result<Instant> instant_from_rfc3339(std::string_view text);

// "2026-11-21"
std::string to_iso_date(LocalDate date);
Result<LocalDate> date_from_iso(std::string_view text);

// "08:30", "08:30:15", "24:00"
std::string to_clock_text(TimeOfDay time);
Result<TimeOfDay> time_of_day_from_text(std::string_view text);

} // namespace marquee
