// Whose journal a segment is, and which of its records are new.
#pragma once

#include <cstdint>

#include "manager/ports/database.hpp"

namespace marquee::manager {

// `device`: the player's row as it was when the delivery was let in. foreign_display unless the
// display exists and is the player's; not_signed_in when another device is that player by now,
// whose records have numbers of their own.
Status check_owner(const View& view, const DisplayId& display, const Player& device);

// Of `count` records from number `first` on.
struct FreshRecords {
    std::size_t skip = 0; // held already
    JournalMark mark;     // when all of them are held
    bool any = false;
    bool lost = false; // numbers are missing before the first
};

FreshRecords fresh_records(const JournalMark& held, std::uint64_t first, std::size_t count);

// The unit at an instant, of places in order of time; before the first, the first; never empty.
const UnitId& unit_of(const std::vector<DisplayPlace>& places, Instant at);

} // namespace marquee::manager
