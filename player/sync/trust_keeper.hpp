// Keeps the pinned trust document and walks it forward, one signed version at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "player/ports/manager_link.hpp"
#include "player/sync/state_store.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// Owned by the sync thread.
class TrustKeeper {
public:
    // Takes up what was pinned earlier.
    explicit TrustKeeper(StateStore& store);

    // Null before the first pin().
    const TrustDocument* document() const { return pinned_ ? &pinned_->document : nullptr; }

    // Unpins, in memory.
    void forget() { pinned_.reset(); }

    // Fetches the document whose payload has this digest (the enrolment file's) over a connection
    // that proves nothing, and pins it. The manager may have moved on: older versions are tried
    // too. digest_wrong: it has none such, so it is not the manager of the enrolment file.
    Status pin(ManagerLink& link, const Sha256& payload_digest);

    // Fetches and checks every version up to `version`. Those that passed stay pinned, whatever
    // becomes of a later one.
    Status advance(ManagerLink& link, std::int64_t version);

    // Walks as far as the manager leads, over a connection that need not prove anything: every
    // version is proved by the roots of the one before. Answers how many steps were made. What went
    // wrong at the end of the way is not told: that there is no further version is the usual end.
    std::size_t catch_up(ManagerLink& link);

private:
    Status step(ManagerLink& link);
    Status keep(PinnedTrust trust);

    StateStore& store_;
    std::optional<PinnedTrust> pinned_;
};

} // namespace marquee::player
