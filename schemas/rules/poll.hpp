// When to speak to the manager next: a pure rule.
#pragma once

#include <cstdint>

#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee::rules {

struct PollSituation {
    Seconds asked{30};          // ContactAnswer::next_contact, or the default before any
    std::uint32_t failures = 0; // contacts that failed since the last good one
    std::uint64_t turn = 0;     // counts contacts, so that jitter differs each time
};

// `asked`; after a failure limits::contact_retry_seconds_min, doubled for every further one up to
// limits::contact_retry_seconds_max. Spread by a fifth either way, by the player's id and turn, so
// that a city that lost power does not come back in one second.
Microseconds time_to_next_contact(const PlayerId& player, const PollSituation& situation);

} // namespace marquee::rules
