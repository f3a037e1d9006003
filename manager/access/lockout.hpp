// Back-off after failed tries to sign in: for a name and, with more patience, for an address.
//
// A name nobody has is counted like any other, so an answer never says which names exist. Counts
// are rows of the database: a restart of the manager frees nobody. What is already signed in, and
// API tokens, are not touched by it.
#pragma once

#include <string>
#include <string_view>

#include "manager/ports/database.hpp"

namespace marquee::manager {

// Who tries, as digests.
struct Tryer {
    Sha256 name;
    Sha256 address;
};

// An IPv6 address counts with its whole /64, which is what one subscriber has.
Tryer tryer(std::string_view account_name, std::string_view address);

// locked_out with `seconds` in params while either is locked.
Status check_not_locked(const View& view, const Tryer& tryer, Instant now);

struct Backoff {
    std::int64_t tries_left = 0;     // of the name, before it is locked
    std::int64_t locked_seconds = 0; // from now on, by this failure; 0: not yet
};

// Counts a failure of both: number limits::tries_per_account_max of a name, and number
// tries_per_address_max of an address, locks for limits::lock_seconds_min, and each after that
// twice as long, up to limits::lock_seconds_max. Forgotten limits::tries_remembered_seconds after
// the last.
Result<Backoff> count_failure(Change& change, const Tryer& tryer, Instant now);

// After a success: the name starts afresh. The address does not, or whoever has one account could
// try all others for ever.
Status forget_failures(Change& change, const Tryer& tryer);

} // namespace marquee::manager
