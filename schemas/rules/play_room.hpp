// Where the plays of one interrupt have room in an hour. Times are on a line: what is open of the
// hour, laid end to end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::rules {

// Where a play may begin in a stretch of the line, both ends included.
struct Starts {
    Microseconds first{0};
    Microseconds last{0};

    friend bool operator==(const Starts&, const Starts&) = default;
};

// What an interrupt may have of the line.
struct PlayRoom {
    Microseconds play{0};       // length of one
    std::vector<Starts> starts; // ascending; no play goes from one stretch into the next

    friend bool operator==(const PlayRoom&, const PlayRoom&) = default;
};

// The first start that is not before `from`.
std::optional<Microseconds> earliest_start(const PlayRoom& room, Microseconds from);
// The last start that is not after `until`.
std::optional<Microseconds> latest_start(const PlayRoom& room, Microseconds until);
// The start from `from` to `until`, itself one, that is nearest to the wish; of two the earlier.
Microseconds nearest_start(const PlayRoom& room, Microseconds wish, Microseconds from,
                           Microseconds until);

// Rooms whose stretches overlap, directly or through those of others. `owed`: plays of each; rooms
// that owe none are in no group. Indices ascend within a group, and groups by their first ones.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<PlayRoom>& rooms,
                                                const std::vector<std::int64_t>& owed);

} // namespace marquee::rules
