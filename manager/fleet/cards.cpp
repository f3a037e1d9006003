#include "manager/fleet/cards.hpp"

#include <algorithm>

#include "common/uuid.hpp"

namespace marquee::manager {

Status Cards::can_stand(const Display& display, const Player& player) const {
    if (player.retired_at) {
        return fail(ErrorCode::wrong_state, "the display's player is retired", display.id.value,
                    {{"state", "retired"}});
    }
    if (display.kind == DisplayKind::loudspeaker) {
        return fail(ErrorCode::wrong_state, "a loudspeaker shows no card", display.id.value,
                    {{"state", "loudspeaker"}});
    }
    const std::optional<LastWord> word = presence_.last_word(player.id);
    const std::vector<std::string>& able =
        word ? word->heartbeat.software.capabilities : player.software.capabilities;
    if (std::find(able.begin(), able.end(), card_capability) == able.end()) {
        return fail(ErrorCode::unsupported,
                    "the player's software " + player.software.version + " shows no cards",
                    display.id.value, {{"capability", std::string(card_capability)}});
    }
    return {};
}

OrderedCard Cards::put_up(const Display& display, const Player& player, const CardWish& wish) {
    const std::chrono::minutes length{wish.minutes};
    Standing made{.order = {.id = make_id<CardId>(clock_.wall(), randomness_),
                            .display = display.id,
                            .kind = wish.kind,
                            .module = wish.module,
                            .remaining = length},
                  .ends = clock_.monotonic() + length,
                  .until = clock_.wall() + length};
    if (wish.kind == CardKind::identify) {
        made.order.name = display.title.empty() ? display.name : display.title;
        made.order.unit = wish.unit;
    }
    {
        const std::lock_guard lock(mutex_);
        standing_.insert_or_assign(display.id, made);
    }
    hints_.hint(player.id, HintReason::card);
    return {made.order, made.until};
}

bool Cards::take_down(const DisplayId& display, const PlayerId& player) {
    {
        const std::lock_guard lock(mutex_);
        if (!find(display, clock_.monotonic())) {
            return false;
        }
        standing_.erase(display);
    }
    hints_.hint(player, HintReason::card);
    return true;
}

std::optional<OrderedCard> Cards::find(const DisplayId& display, Microseconds now) {
    const auto found = standing_.find(display);
    if (found == standing_.end()) {
        return std::nullopt;
    }
    if (found->second.ends <= now) {
        standing_.erase(found);
        return std::nullopt;
    }
    OrderedCard card{found->second.order, found->second.until};
    card.order.remaining = std::chrono::ceil<Seconds>(found->second.ends - now);
    return card;
}

std::optional<OrderedCard> Cards::standing(const DisplayId& display) {
    const std::lock_guard lock(mutex_);
    return find(display, clock_.monotonic());
}

std::vector<CardOrder> Cards::orders(const std::vector<DisplayId>& displays) {
    const std::lock_guard lock(mutex_);
    const Microseconds now = clock_.monotonic();
    std::vector<CardOrder> orders;
    for (const DisplayId& display : displays) {
        if (const auto card = find(display, now)) {
            orders.push_back(card->order);
        }
    }
    return orders;
}

bool Cards::seen(const CardOrder& order, const PlayerId& player) const {
    const std::optional<LastWord> word = presence_.last_word(player);
    return word
           && std::any_of(word->heartbeat.displays.begin(), word->heartbeat.displays.end(),
                          [&](const DisplayHeartbeat& display) {
                              return display.display == order.display && display.card == order.id;
                          });
}

} // namespace marquee::manager
