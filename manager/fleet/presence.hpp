// The latest word of every player, and the manager's judgement of whether it can be reached.
//
// In memory only: a heartbeat replaces the one before, and the database sees none of it.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/staff_events.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// How often players are asked to call, unless the operator says otherwise.
inline constexpr Seconds contact_interval_default{10};

struct LastWord {
    Heartbeat heartbeat;
    Instant at{}; // when the manager heard it
    Microseconds monotonic{0};
    bool told_reachable = false;        // the last transition of this player
    std::map<DisplayId, Instant> since; // what each display says about itself is so
};

// Any thread.
class Presence {
public:
    // `contact_interval`: how often players call. One that missed two calls, and half a one for the
    // network, counts as unreachable.
    explicit Presence(Seconds contact_interval = contact_interval_default)
        : contact_interval_(contact_interval),
          silence_max_(Microseconds(contact_interval) * 5 / 2) {}

    Seconds contact_interval() const { return contact_interval_; }
    Microseconds silence_max() const { return silence_max_; }

    // Tells of what displays say anew, and of players that come and go. Outlives this; before other
    // threads begin.
    void tell(StaffEvents& events) { events_ = &events; }

    // A heartbeat that is older than the one held (same boot, lower sequence) is dropped.
    void note(Heartbeat heartbeat, Instant at, Microseconds monotonic);

    std::optional<LastWord> last_word(const PlayerId& player) const;

    // False for a player not heard of since the manager started.
    bool reachable(const PlayerId& player, Microseconds monotonic) const;

    // What changed since the last call, for the record, oldest first. A player is reachable from
    // its first word on and unreachable from silence_max() after its last one, whenever that is
    // noticed.
    std::vector<ReachTransition> take_transitions(Microseconds monotonic);

private:
    void fall_silent(LastWord& word);
    void tell_pages() const;

    const Seconds contact_interval_;
    const Microseconds silence_max_;
    StaffEvents* events_ = nullptr;
    mutable std::mutex mutex_;
    std::unordered_map<PlayerId, LastWord> words_; // guarded by mutex_
    std::vector<ReachTransition> transitions_;     // guarded by mutex_
};

} // namespace marquee::manager
