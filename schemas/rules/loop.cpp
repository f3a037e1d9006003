#include "schemas/rules/loop.hpp"

namespace marquee::rules {

namespace {

bool takes_time(const PlaylistItem& item) {
    return item.duration > Milliseconds{0};
}

std::size_t next_item(const Playlist& playlist, std::size_t after) {
    std::size_t next = after;
    do {
        next = (next + 1) % playlist.items.size();
    } while (!takes_time(playlist.items[next]));
    return next;
}

} // namespace

std::optional<LoopPosition> loop_position(const Playlist& playlist, Instant slot_from,
                                          Instant now) {
    Microseconds loop{0};
    for (const PlaylistItem& item : playlist.items) {
        loop += takes_time(item) ? item.duration : Milliseconds{0};
    }
    if (loop == Microseconds{0}) {
        return std::nullopt;
    }
    LoopPosition position;
    position.within = ((now - slot_from) % loop + loop) % loop;
    for (const PlaylistItem& item : playlist.items) {
        if (takes_time(item)) {
            if (position.within < item.duration) {
                break;
            }
            position.within -= item.duration;
        }
        ++position.item;
    }
    position.from = now - position.within;
    position.next = next_item(playlist, position.item);
    position.next_from = position.from + playlist.items[position.item].duration;
    return position;
}

} // namespace marquee::rules
