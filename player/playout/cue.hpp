// Whose turn it is in a playlist. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// An item's turn. Frames of its source are for the position (instant - position_from).
struct Cue {
    std::size_t item = 0; // index into Playlist::items
    Instant starts{};
    Instant ends{};
    Instant position_from{};

    // Two turns that one source can serve without opening it again.
    bool same_source(const Cue& other) const {
        return item == other.item && position_from == other.position_from;
    }

    friend bool operator==(const Cue&, const Cue&) = default;
};

// The turn at `at`, in a playlist that loops from `slot_from` on: a function of the wall clock, so
// equal clocks show equal frames. Items for which `set_aside` is true give their turn to the next
// item that is valid and can be shown, from its own beginning; the others keep their times. Nothing
// when no item is valid or none of those can be shown. What is alone and is no film and no sound
// goes on for ever instead of starting again, from the loop's beginning on. A turn ends where the
// validity of any item begins or ends (rules/loop.hpp). `set_aside` is empty or as long as the
// list.
std::optional<Cue> cue_at(const Playlist& playlist, Instant slot_from, Instant at,
                          const std::vector<bool>& set_aside);

} // namespace marquee::player
