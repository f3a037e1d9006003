#include "player/playout/pacer.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

constexpr Microseconds draw_ahead = Milliseconds{25};
constexpr Microseconds unnoticed = Milliseconds{2};

} // namespace

Pace pace(const Wish& wish, Instant now) {
    if (!wish.frame) {
        return {std::nullopt, std::nullopt, wish.attend};
    }
    if (*wish.frame > now + draw_ahead) {
        return {std::nullopt, std::nullopt, std::min(wish.attend, *wish.frame - draw_ahead)};
    }
    const bool overdue = *wish.frame + unnoticed < now;
    return {overdue ? now : *wish.frame, wish.frame, now};
}

} // namespace marquee::player
