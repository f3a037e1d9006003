#include "player/playout/cue.hpp"

#include <variant>

#include "schemas/rules/loop.hpp"

namespace marquee::player {
namespace {

bool goes_on_for_ever(const Playlist& playlist) {
    const Content& content = playlist.items.front().content;
    return playlist.items.size() == 1
           && (std::holds_alternative<Slogan>(content) || std::holds_alternative<Poster>(content));
}

// The first item from `item` on, in turn, that was not set aside.
std::optional<std::size_t> showable(std::size_t item, const std::vector<bool>& set_aside,
                                    std::size_t size) {
    for (std::size_t step = 0; step < size; ++step) {
        const std::size_t candidate = (item + step) % size;
        if (candidate >= set_aside.size() || !set_aside[candidate]) {
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
    const auto item = showable(cue.item, set_aside, playlist.items.size());
    if (!item) {
        return std::nullopt;
    }
    cue.item = *item;
    if (goes_on_for_ever(playlist)) {
        cue.position_from = slot_from;
    }
    return cue;
}

} // namespace marquee::player
