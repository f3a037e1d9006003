// Where a playlist stands at an instant: a function of the clock, never "when I started". Equal
// clocks show equal frames.
//
// The items that are valid at an instant form the loop. It counts from the start of the slot, or
// from the last instant at which an item became valid or ceased to be, whichever is later: such a
// change begins the loop anew, and so never leads into the middle of an item.
#pragma once

#include <cstddef>
#include <optional>

#include "schemas/model/program.hpp"

namespace marquee::rules {

struct LoopPosition {
    std::size_t item = 0;            // on show; an index into the playlist
    Instant from;                    // when it came on
    Microseconds within{0};          // since then: 0 <= within < its duration
    std::optional<std::size_t> next; // the same one again when it is alone; none: nothing is valid
    Instant next_from;               // when that comes on; the slot may end before
    Instant loop_from;               // what the position counts from
    bool alone = false;              // no other item takes turns with it

    friend bool operator==(const LoopPosition&, const LoopPosition&) = default;
};

// Within [not_before, not_after).
bool is_valid(const PlaylistItem& item, Instant instant);

// None when no valid item takes time. An instant before `slot_from` counts backwards, as if what is
// valid then had always run. Items without a positive duration are passed over. Linear in the list.
std::optional<LoopPosition> loop_position(const Playlist& playlist, Instant slot_from, Instant now);

// The first instant after `now` at which another item is valid or one no longer is; none: nothing
// will change.
std::optional<Instant> next_validity_change(const Playlist& playlist, Instant now);

} // namespace marquee::rules
