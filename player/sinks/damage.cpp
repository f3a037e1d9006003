#include "player/sinks/damage.hpp"

#include <algorithm>

#include "player/sinks/pixels.hpp"
#include "player/sinks/transition_areas.hpp"
#include "player/sinks/zone_cover.hpp"

namespace marquee::player {
namespace {

bool same_layout(const Scene& a, const Scene& b) {
    return a.background == b.background
           && std::equal(a.zones.begin(), a.zones.end(), b.zones.begin(), b.zones.end(),
                         [](const SceneZone& x, const SceneZone& y) { return x.rect == y.rect; });
}

bool same_piece(const Piece& a, const Piece& b) {
    Frame first;
    Frame second;
    first.pieces.push_back(a);
    second.pieces.push_back(b);
    return same_picture(first, second);
}

// Around the pieces of both frames, in zone pixels; not around the first ones, that both have.
Rect around_pieces(const Frame& a, const Frame& b) {
    std::size_t common = 0;
    while (common < a.pieces.size() && common < b.pieces.size()
           && same_piece(a.pieces[common], b.pieces[common])) {
        ++common;
    }
    Rect around;
    for (const Frame* frame : {&a, &b}) {
        for (std::size_t i = common; i < frame->pieces.size(); ++i) {
            around = bounds(around, frame->pieces[i].target);
        }
    }
    return around;
}

// Where a zone that shows one of these frames, or a mixture of them, may look different from one
// that shows another. In display pixels.
Rect differences(const Frame& a, const Frame& b, Rect zone) {
    if (same_picture(a, b)) {
        return {};
    }
    if (a.background != b.background) {
        return zone;
    }
    return intersect(moved(around_pieces(a, b), zone.x, zone.y), zone);
}

Rect differences(const std::vector<const Frame*>& frames, Rect zone) {
    Rect around;
    for (std::size_t i = 1; i < frames.size(); ++i) {
        around = bounds(around, differences(*frames[i - 1], *frames[i], zone));
    }
    return around;
}

bool is_kind(const SceneZone& zone, TransitionKind kind) {
    return zone.transition && zone.transition->kind == kind;
}

// Both show the same part of the same frames, and as much of them.
bool same_look(const SceneZone& a, const SceneZone& b) {
    if (!same_picture(a.frame, b.frame) || a.transition.has_value() != b.transition.has_value()) {
        return false;
    }
    if (!a.transition) {
        return true;
    }
    const SceneTransition& first = *a.transition;
    const SceneTransition& second = *b.transition;
    const bool fades = first.kind == TransitionKind::crossfade;
    return first.kind == second.kind && same_picture(first.incoming, second.incoming)
           && (!fades || share_of(first) == share_of(second))
           && transition_areas(first, a.rect) == transition_areas(second, b.rect);
}

// The edge of the wipe went on, and perhaps its frames did.
Rect wipe_damage(const SceneZone& before, const SceneZone& now) {
    const TransitionAreas old = transition_areas(*before.transition, now.rect);
    const TransitionAreas present = transition_areas(*now.transition, now.rect);
    const auto changed = [&](const Frame& from, const Frame& to, Rect seen, Rect seen_now) {
        return intersect(differences(from, to, now.rect), bounds(seen, seen_now));
    };
    const Rect strip = bounds(trimmed(present.incoming.seen, old.incoming.seen),
                              trimmed(old.incoming.seen, present.incoming.seen));
    const Rect uncovered =
        intersect(strip, differences(now.frame, now.transition->incoming, now.rect));
    return bounds(uncovered,
                  bounds(changed(before.frame, now.frame, old.outgoing.seen, present.outgoing.seen),
                         changed(before.transition->incoming, now.transition->incoming,
                                 old.incoming.seen, present.incoming.seen)));
}

// Of one zone, in display pixels.
Rect zone_damage(const SceneZone& before, const SceneZone& now) {
    if (before.opacity_percent != now.opacity_percent) {
        return now.rect;
    }
    if (same_look(before, now)) {
        return {};
    }
    if (is_kind(before, TransitionKind::slide) || is_kind(now, TransitionKind::slide)) {
        return now.rect;
    }
    const bool same_wipe = is_kind(before, TransitionKind::wipe)
                           && is_kind(now, TransitionKind::wipe)
                           && before.transition->direction == now.transition->direction;
    if (same_wipe) {
        return wipe_damage(before, now);
    }
    std::vector<const Frame*> frames; // where all of them are alike nothing changes
    for (const SceneZone* zone : {&before, &now}) {
        frames.push_back(&zone->frame);
        if (zone->transition) {
            frames.push_back(&zone->transition->incoming);
        }
    }
    return differences(frames, now.rect);
}

// Without those that lie in another.
void drop_contained(std::vector<Rect>& rects) {
    for (std::size_t i = 0; i < rects.size(); ++i) {
        for (std::size_t k = 0; k < rects.size(); ++k) {
            if (k != i && intersect(rects[k], rects[i]) == rects[i]) {
                rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(i--));
                break;
            }
        }
    }
}

} // namespace

std::vector<Rect> damage(const Scene& before, const Scene& now, Size display) {
    const Rect everything{0, 0, display.width, display.height};
    if (!same_layout(before, now)) {
        return {everything};
    }
    std::vector<Rect> rects;
    for (std::size_t i = 0; i < now.zones.size(); ++i) {
        const Rect changed = intersect(zone_damage(before.zones[i], now.zones[i]), everything);
        const Rect seen = seen_under(now, i + 1, changed);
        if (!seen.empty()) {
            rects.push_back(seen);
        }
    }
    drop_contained(rects);
    return rects;
}

} // namespace marquee::player
