#include "manager/fleet/restarts.hpp"

#include <algorithm>

namespace marquee::manager {

Status Restarts::can_order(const Player& player) const {
    if (player.retired_at) {
        return fail(ErrorCode::wrong_state, "the player is retired", player.id.value,
                    {{"state", "retired"}});
    }
    const std::optional<LastWord> word = presence_.last_word(player.id);
    if (!word || !presence_.reachable(player.id, clock_.monotonic())) {
        return fail(ErrorCode::wrong_state, "the player cannot be reached", player.id.value,
                    {{"state", "unreachable"}});
    }
    const Software& software = word->heartbeat.software;
    const std::vector<std::string>& able = software.capabilities;
    if (std::find(able.begin(), able.end(), restart_capability) == able.end()) {
        return fail(ErrorCode::unsupported,
                    "the player's software " + software.version + " does not restart on request",
                    player.id.value, {{"capability", std::string(restart_capability)}});
    }
    return {};
}

OrderedRestart Restarts::order(const PlayerId& player) {
    OrderedRestart ordered;
    {
        const std::lock_guard lock(mutex_);
        const Order* open = find(player);
        if (open == nullptr || open->told.state != RestartState::asked) {
            Order& made = orders_[player];
            made = {.boot_id = run_now(player),
                    .until = clock_.monotonic() + restart_patience,
                    .told = {.asked_at = clock_.wall()}};
            open = &made;
        }
        ordered = open->told;
    }
    hints_.hint(player, HintReason::restart);
    return ordered;
}

std::string Restarts::run_now(const PlayerId& player) const {
    const std::optional<LastWord> word = presence_.last_word(player);
    return word ? word->heartbeat.boot_id : std::string();
}

Restarts::Order* Restarts::find(const PlayerId& player) {
    const auto found = orders_.find(player);
    if (found == orders_.end()) {
        return nullptr;
    }
    Order& order = found->second;
    if (order.told.state == RestartState::asked) {
        if (run_now(player) != order.boot_id) {
            order.told.state = RestartState::restarted;
            order.told.restarted_at = clock_.wall();
        } else if (clock_.monotonic() >= order.until) {
            order.told.state = RestartState::unanswered;
        }
    }
    return &order;
}

std::optional<OrderedRestart> Restarts::latest(const PlayerId& player) {
    const std::lock_guard lock(mutex_);
    const Order* order = find(player);
    return order == nullptr ? std::nullopt : std::optional(order->told);
}

std::string Restarts::run_to_end(const PlayerId& player) {
    const std::lock_guard lock(mutex_);
    const Order* order = find(player);
    return order != nullptr && order->told.state == RestartState::asked ? order->boot_id
                                                                        : std::string();
}

} // namespace marquee::manager
