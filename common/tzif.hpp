// Time zones as compiled by zic: TZif, RFC 8536, versions 1 to 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/posix_tz.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// All that a file says.
struct TzifZone {
    std::int32_t offset_seconds_before = 0; // in force before the first transition
    std::string abbreviation_before;
    std::vector<ZoneTransition> transitions;
    std::optional<PosixTz> rule; // in force after the last one

    friend bool operator==(const TzifZone&, const TzifZone&) = default;
};

// malformed: truncated, counts or indices that contradict each other, transitions that do not
// ascend. unsupported: leap seconds (the "right" files), another version. out_of_range: an offset
// over limits::zone_offset_seconds_max. Reads nothing outside `bytes`, whatever they are.
Result<TzifZone> tzif_from_bytes(std::string_view bytes);

// The part of a zone from span.from to span.to, its rule expanded; span.to at most in the year
// 9999. The offset at span.from is in force before; transitions lie inside the span, and each
// changes offset or abbreviation. too_large: over limits::zone_transitions_max of them.
Result<ZoneRules> zone_rules(const TzifZone& zone, Interval span);

} // namespace marquee
