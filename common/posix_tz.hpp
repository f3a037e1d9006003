// The rule at the end of a TZif file, which says how the clock changes for ever after: POSIX.1-2017
// section 8.3 "TZ", with the extension of RFC 8536 section 3.3.1 (times from -167 to 167 hours).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee {

// When in a year the clock changes.
struct PosixTzDate {
    enum class Kind {
        julian,      // "Jn": day 1..365, 29 February is never counted
        day_of_year, // "n": day 0..365, 29 February is counted
        weekday,     // "Mm.w.d": weekday d (0 is Sunday) of week w (5 is the last) of month m
    };

    Kind kind = Kind::weekday;
    std::int32_t day = 0; // of the first two kinds
    std::int32_t month = 1;
    std::int32_t week = 1;
    std::int32_t weekday = 0;
    std::int32_t seconds = 7'200; // after midnight of that day, on the clock before the change

    friend bool operator==(const PosixTzDate&, const PosixTzDate&) = default;
};

struct PosixTzOffset {
    std::string abbreviation;
    std::int32_t offset_seconds = 0; // east of UTC, unlike in the notation

    friend bool operator==(const PosixTzOffset&, const PosixTzOffset&) = default;
};

struct PosixTz {
    struct Summer {
        PosixTzOffset offset;
        PosixTzDate begins;
        PosixTzDate ends;

        friend bool operator==(const Summer&, const Summer&) = default;
    };

    PosixTzOffset standard;
    std::optional<Summer> summer;

    friend bool operator==(const PosixTz&, const PosixTz&) = default;
};

// "EST5EDT,M3.2.0,M11.1.0". malformed, or out_of_range for a number that is; a summer time without
// rules is malformed too.
Result<PosixTz> posix_tz_from_text(std::string_view text);

// Every change of the years [first_year, last_year], ascending. What begins and ends at one moment
// is not listed, so summer time all year round has no changes after its first.
std::vector<ZoneTransition> expand(const PosixTz& rule, int first_year, int last_year);

} // namespace marquee
