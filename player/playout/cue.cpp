#include "player/playout/cue.hpp"

#include <variant>

#include "schemas/rules/loop.hpp"

namespace marquee::player {
namespace {

bool goes_on_for_ever(const Content& content) {
    return !std::holds_alternative<Video>(content) && !std::holds_alternative<Audio>(content);
}

// The first item from `item` on, in turn, that is valid and was not set aside.
std::optional<std::size_t> showable(const Playlist& playlist, std::size_t item, Instant at,
                                    const std::vector<bool>& set_aside) {
    const std::size_t size = playlist.items.size();
    for (std::size_t step = 0; step < size; ++step) {
        const std::size_t candidate = (item + step) % size;
        const bool aside = candidate < set_aside.size() && set_aside[candidate];
        if (!aside && rules::is_valid(playlist.items[candidate], at)) {
            return candidate;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Cue> cue_at(const Playlist& playlist, Instant slot_from, Instant at,
                          const std::vector<bool>& set_aside) {
    const auto position = rules::loop_position(playlist, slot_from, at);
    if (!position) {
        return std::nullopt;
    }
    Cue cue{position->item, position->from, position->next_from, position->from};
    const auto item = showable(playlist, cue.item, at, set_aside);
    if (!item) {
        return std::nullopt;
    }
    cue.item = *item;
    const bool began = position->loop_from <= at;
    if (began && position->alone && goes_on_for_ever(playlist.items[cue.item].content)) {
        cue.position_from = position->loop_from;
    }
    return cue;
}

} // namespace marquee::player
