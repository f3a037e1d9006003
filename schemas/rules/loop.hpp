// Where a playlist stands at an instant: (now - slot start) mod loop, never "when I started". Equal
// clocks show equal frames.
#pragma once

#include <cstddef>
#include <optional>

#include "schemas/model/program.hpp"

namespace marquee::rules {

struct LoopPosition {
    std::size_t item = 0;   // on show
    Instant from;           // when it came on
    Microseconds within{0}; // since then: 0 <= within < its duration
    std::size_t next = 0;   // the same one again when it is alone
    Instant next_from;      // when that comes on; the slot may end before

    friend bool operator==(const LoopPosition&, const LoopPosition&) = default;
};

// None when the playlist takes no time at all. An instant before `slot_from` counts backwards, as
// if the loop had always run. Items without a positive duration are passed over.
std::optional<LoopPosition> loop_position(const Playlist& playlist, Instant slot_from, Instant now);

} // namespace marquee::rules
