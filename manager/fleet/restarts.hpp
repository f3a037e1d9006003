// Restarts on request: which run of which player shall begin anew, by whose order, and what came
// of it.
//
// An order names the run that shall end, so a player that is told twice, late, or by a manager that
// did not hear that it came back, restarts once. In memory only: a manager that starts anew knows
// of none.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "common/clock.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/player_channel.hpp"

namespace marquee::manager {

inline constexpr std::string_view restart_capability = "restart";
inline constexpr Seconds restart_patience{120}; // then the order is void

enum class RestartState { asked, restarted, unanswered };

struct OrderedRestart {
    RestartState state = RestartState::asked;
    Instant asked_at{};
    std::optional<Instant> restarted_at; // when the new run was noticed
};

// Any thread.
class Restarts {
public:
    Restarts(const Presence& presence, PlayerHints& hints, const Clock& clock)
        : presence_(presence), hints_(hints), clock_(clock) {}

    // Whether the player can be asked now. wrong_state: it is retired, or cannot be reached;
    // unsupported: its software, by its last heartbeat, cannot do it.
    Status can_order(const Player& player) const;

    // The order that is open already, if there is one. The player is hinted.
    OrderedRestart order(const PlayerId& player);

    // The latest; kept until the next.
    std::optional<OrderedRestart> latest(const PlayerId& player);

    // What the player is told: the run that shall end. Empty: none.
    std::string run_to_end(const PlayerId& player);

private:
    struct Order {
        std::string boot_id;
        Microseconds until{};
        OrderedRestart told;
    };

    std::string run_now(const PlayerId& player) const;
    Order* find(const PlayerId& player); // as it stands now; mutex_ is held

    const Presence& presence_;
    PlayerHints& hints_;
    const Clock& clock_;
    std::mutex mutex_;
    std::map<PlayerId, Order> orders_; // mutex_
};

} // namespace marquee::manager
