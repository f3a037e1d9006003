// Plays as a few bytes each, for the record.
//
// Base64 of: the version (1); the number of items, then their keys; then for every play
//   item << 2 | gap << 1 | special    item: how manieth of the list
//   flags                             when special: 1 the clock was not trusted, 2 only sent
//   gap_us                            when gap: from the end of the play before (at first: 1970)
//   duration_ms                       less that of this item's play before (at first: 0)
// all as little-endian base-128 numbers (LEB128); those that may be negative in zigzag form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/play_repository.hpp"

namespace marquee::manager {

// A play with the key of its item in the dictionary; `record.item` is not looked at.
struct KeyedPlay {
    ItemKey item = 0;
    PlayRecord record;

    friend bool operator==(const KeyedPlay&, const KeyedPlay&) = default;
};

std::string pack_plays(const std::vector<KeyedPlay>& plays);

// io_failed for what pack_plays would not have written.
Result<std::vector<KeyedPlay>> unpack_plays(std::string_view packed);

} // namespace marquee::manager
