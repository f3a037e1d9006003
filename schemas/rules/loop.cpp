#include "schemas/rules/loop.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

bool takes_turns(const PlaylistItem& item, Instant instant) {
    return item.duration > Milliseconds{0} && is_valid(item, instant);
}

// Calls `look` with every instant that begins or ends the validity of an item that takes turns.
template<typename Look>
void each_change(const Playlist& playlist, Look look) {
    for (const PlaylistItem& item : playlist.items) {
        const bool never = item.not_before && item.not_after && *item.not_after <= *item.not_before;
        if (never || item.duration <= Milliseconds{0}) {
            continue;
        }
        for (const auto& change : {item.not_before, item.not_after}) {
            if (change) {
                look(*change);
            }
        }
    }
}

// The first item of the list that takes turns at `instant`, from `from` on and round the end.
std::optional<std::size_t> turn_from(const Playlist& playlist, std::size_t from, Instant instant) {
    const std::size_t count = playlist.items.size();
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t item = (from + step) % count;
        if (takes_turns(playlist.items[item], instant)) {
            return item;
        }
    }
    return std::nullopt;
}

// How long what takes turns at `instant` runs.
Microseconds loop_length(const Playlist& playlist, Instant instant) {
    Microseconds length{0};
    for (const PlaylistItem& item : playlist.items) {
        length += takes_turns(item, instant) ? item.duration : Milliseconds{0};
    }
    return length;
}

} // namespace

bool is_valid(const PlaylistItem& item, Instant instant) {
    return (!item.not_before || *item.not_before <= instant)
           && (!item.not_after || instant < *item.not_after);
}

std::optional<Instant> next_validity_change(const Playlist& playlist, Instant now) {
    std::optional<Instant> next;
    each_change(playlist, [&](Instant change) {
        if (change > now) {
            next = std::min(next.value_or(change), change);
        }
    });
    return next;
}

std::optional<LoopPosition> loop_position(const Playlist& playlist, Instant slot_from,
                                          Instant now) {
    const Microseconds length = loop_length(playlist, now);
    if (length == Microseconds{0}) {
        return std::nullopt;
    }
    LoopPosition position;
    position.loop_from = slot_from;
    each_change(playlist, [&](Instant change) {
        if (change <= now) {
            position.loop_from = std::max(position.loop_from, change);
        }
    });
    position.within = ((now - position.loop_from) % length + length) % length;
    while (!takes_turns(playlist.items[position.item], now)
           || position.within >= playlist.items[position.item].duration) {
        if (takes_turns(playlist.items[position.item], now)) {
            position.within -= playlist.items[position.item].duration;
        }
        ++position.item;
    }
    const Milliseconds duration = playlist.items[position.item].duration;
    position.alone = length == duration;
    position.from = now - position.within;
    position.next_from = position.from + duration;
    position.next = turn_from(playlist, position.item + 1, now);
    const auto change = next_validity_change(playlist, now);
    if (change && *change <= position.next_from) {
        position.next_from = *change;
        position.next = turn_from(playlist, 0, *change);
    }
    return position;
}

} // namespace marquee::rules
