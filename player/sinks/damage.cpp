#include "player/sinks/damage.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

bool same_layout(const Scene& a, const Scene& b) {
    return a.background == b.background
           && std::equal(a.zones.begin(), a.zones.end(), b.zones.begin(), b.zones.end(),
                         [](const SceneZone& x, const SceneZone& y) { return x.rect == y.rect; });
}

Rect bounds_of_pieces(const Frame& frame) {
    Rect around;
    for (const Piece& piece : frame.pieces) {
        around = bounds(around, piece.target);
    }
    return around;
}

bool same_transition(const SceneZone& a, const SceneZone& b) {
    if (a.incoming.has_value() != b.incoming.has_value()) {
        return false;
    }
    return !a.incoming || (a.mix == b.mix && same_picture(*a.incoming, *b.incoming));
}

// Of one zone, in display pixels.
Rect zone_damage(const SceneZone& before, const SceneZone& now) {
    if (same_picture(before.frame, now.frame) && same_transition(before, now)) {
        return {};
    }
    const bool whole =
        before.incoming || now.incoming || before.frame.background != now.frame.background;
    if (whole) {
        return now.rect;
    }
    Rect changed = bounds(bounds_of_pieces(before.frame), bounds_of_pieces(now.frame));
    changed.x += now.rect.x;
    changed.y += now.rect.y;
    return intersect(changed, now.rect);
}

} // namespace

std::vector<Rect> damage(const Scene& before, const Scene& now, Size display) {
    const Rect everything{0, 0, display.width, display.height};
    if (!same_layout(before, now)) {
        return {everything};
    }
    std::vector<Rect> rects;
    for (std::size_t i = 0; i < now.zones.size(); ++i) {
        const Rect rect = intersect(zone_damage(before.zones[i], now.zones[i]), everything);
        if (!rect.empty()) {
            rects.push_back(rect);
        }
    }
    return rects;
}

} // namespace marquee::player
