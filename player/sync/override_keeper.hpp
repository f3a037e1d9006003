// Keeps the overrides the player was told of: verified, each at its highest serial, across starts.
//
// A lift is kept like any other, or the override it ended could be told again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/sync/state_store.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/trust.hpp"
#include "schemas/rules/acceptance.hpp"

namespace marquee::player {

// Owned by the sync thread.
class OverrideKeeper {
public:
    // Takes up what was kept; an override that `trust` no longer vouches for is set aside.
    OverrideKeeper(StateStore& store, const TrustDocument& trust);

    // Black needs one key that may withdraw, a notice one duty key; to
    // lift a notice takes a duty key, to lift black what showing takes. stale_generation: a higher
    // serial of it is known; what is known already passes and answers `known`.
    // disk_full, io_failed: it holds all the same, but not across the next start.
    Result<rules::OverrideNews> take(const Envelope& envelope, const TrustDocument& trust);

    // Forgets those that ended before `proven`, an instant that has certainly passed; lifts a year
    // later, so that what they lifted cannot be told again.
    void forget_ended(Instant proven);

    // Of every id the highest serial, lifts included.
    std::vector<Override> all() const;

private:
    const HeldOverride* find(const OverrideId& id) const;
    Status make_room();

    StateStore& store_;
    std::vector<HeldOverride> held_;
};

// Whether `envelope` may say `content`; `known` is what is held under the same id, or null.
Status check_override(const Envelope& envelope, const Override& content, const Override* known,
                      const TrustDocument& trust);

} // namespace marquee::player
