// The latest word of every player, and the manager's judgement of whether it can be reached.
//
// In memory only: a heartbeat replaces the one before, and the database sees none of it.
#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>

#include "schemas/model/contact.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// How often players without a live channel are asked to call, and after how long a silent one
// counts as unreachable: two calls missed and a little.
inline constexpr Seconds contact_interval{10};
inline constexpr Seconds silence_max{25};

struct LastWord {
    Heartbeat heartbeat;
    Instant at{}; // when the manager heard it
    Microseconds monotonic{0};
};

// Any thread.
class Presence {
public:
    // A heartbeat that is older than the one held (same boot, lower sequence) is dropped.
    void note(Heartbeat heartbeat, Instant at, Microseconds monotonic);

    std::optional<LastWord> last_word(const PlayerId& player) const;

    // False for a player not heard of since the manager started.
    bool reachable(const PlayerId& player, Microseconds monotonic) const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<PlayerId, LastWord> words_; // guarded by mutex_
};

} // namespace marquee::manager
