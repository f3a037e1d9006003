#include "manager/fleet/presence.hpp"

namespace marquee::manager {

void Presence::note(Heartbeat heartbeat, Instant at, Microseconds monotonic) {
    const std::lock_guard lock(mutex_);
    LastWord& held = words_[heartbeat.player];
    const bool late = held.heartbeat.boot_id == heartbeat.boot_id
                      && heartbeat.sequence <= held.heartbeat.sequence;
    if (!late) {
        held.heartbeat = std::move(heartbeat);
    }
    held.at = at;
    held.monotonic = monotonic;
}

std::optional<LastWord> Presence::last_word(const PlayerId& player) const {
    const std::lock_guard lock(mutex_);
    const auto found = words_.find(player);
    return found == words_.end() ? std::nullopt : std::optional<LastWord>(found->second);
}

bool Presence::reachable(const PlayerId& player, Microseconds monotonic) const {
    const std::lock_guard lock(mutex_);
    const auto found = words_.find(player);
    return found != words_.end() && monotonic - found->second.monotonic <= silence_max_;
}

} // namespace marquee::manager
