// Keeps the record of which players were reachable when, and of when nobody could tell because no
// manager ran.
//
// Every few seconds one small write: the changes since the last one, and how far this run of the
// manager has come. Both are in one commit, so whatever ends the manager, everything before the end
// of its run is known and nothing after it is claimed.
#pragma once

#include <atomic>
#include <optional>
#include <vector>

#include "common/clock.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Owned by one thread, except written_since().
class ReachRecorder {
public:
    ReachRecorder(Database& database, Presence& presence, const Clock& clock);

    // Players that were not heard of since this manager started are unreachable once it has
    // listened for Presence::silence_max(). What could not be written is written the next time.
    Status record();

    // Whether the last write is not older than that, or this manager just started: a database that
    // takes nothing is noticed here first. Any thread.
    bool written_since(Microseconds monotonic) const { return written_.load() >= monotonic; }

private:
    Status name_the_silent(Instant at);

    Database& database_;
    Presence& presence_;
    const Clock& clock_;
    const Microseconds started_;
    std::atomic<Microseconds> written_;
    std::optional<Instant> run_; // its start; none before the first record
    bool silent_named_ = false;
    std::vector<ReachTransition> waiting_;
};

} // namespace marquee::manager
