// Cards on request: what stands over a display now, by whose order, and until when.
//
// In memory only: a manager that starts anew knows of none, and its first answer to a player takes
// down what still stood. A player takes a card down by itself when its time is over.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/player_channel.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::manager {

inline constexpr std::string_view card_capability = "card";

// What somebody wants to see.
struct CardWish {
    CardKind kind = CardKind::identify;
    Size module{64, 32};
    std::int64_t minutes = limits::card_minutes_usual; // 1 to limits::card_minutes_max
    std::string unit;                                  // name, for `identify`
};

struct OrderedCard {
    CardOrder order; // `remaining`: of the moment it was asked for
    Instant until{};
};

// Any thread.
class Cards {
public:
    Cards(const Presence& presence, PlayerHints& hints, const Clock& clock, Randomness& randomness)
        : presence_(presence), hints_(hints), clock_(clock), randomness_(randomness) {}

    // Whether the display can have one. unsupported: the player's software, by its last heartbeat
    // or else as it was when it joined, cannot; wrong_state: it is retired, or a loudspeaker.
    Status can_stand(const Display& display, const Player& player) const;

    // Instead of the one that stands there, if there is one. The player is hinted.
    OrderedCard put_up(const Display& display, const Player& player, const CardWish& wish);

    // False when none stood. The player is hinted.
    bool take_down(const DisplayId& display, const PlayerId& player);

    std::optional<OrderedCard> standing(const DisplayId& display);

    // What a player is told, in every answer as long as it holds.
    std::vector<CardOrder> orders(const std::vector<DisplayId>& displays);

    // The player's own word is that this card covers the display.
    bool seen(const CardOrder& order, const PlayerId& player) const;

private:
    struct Standing {
        CardOrder order;
        Microseconds ends{}; // by the monotonic clock
        Instant until{};
    };

    std::optional<OrderedCard> find(const DisplayId& display, Microseconds now); // mutex_ is held

    const Presence& presence_;
    PlayerHints& hints_;
    const Clock& clock_;
    Randomness& randomness_;
    std::mutex mutex_;
    std::map<DisplayId, Standing> standing_; // mutex_; at most one a display
};

} // namespace marquee::manager
