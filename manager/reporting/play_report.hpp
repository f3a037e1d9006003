// What was played where and how often: proof of play, in sums.
#pragma once

#include <cstdint>
#include <vector>

#include "manager/ports/database.hpp"

namespace marquee::manager {

struct PlayLine {
    PlayedItem item; // with the names it had then
    std::uint64_t plays = 0;
    Milliseconds shown{0};

    friend bool operator==(const PlayLine&, const PlayLine&) = default;
};

// Plays that began in `within` on displays that belonged to the scope's subtrees then; a line for
// each item of each revision, the longest shown first. Whole days come from the sums, the days that
// `within` cuts from the plays themselves, so the answer is exact for any period.
Result<std::vector<PlayLine>> play_report(const View& view, const Scope& scope,
                                          const Interval& within);

} // namespace marquee::manager
