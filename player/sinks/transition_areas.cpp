#include "player/sinks/transition_areas.hpp"

#include <algorithm>

#include "player/sinks/pixels.hpp"

namespace marquee::player {
namespace {

bool is_level(Direction direction) {
    return direction == Direction::left || direction == Direction::right;
}

// Direction in which what moves goes: along x or y, forwards or back.
std::int32_t sign_of(Direction direction) {
    return direction == Direction::right || direction == Direction::down ? 1 : -1;
}

// How far the incoming item has come, in pixels.
std::int32_t way_of(const SceneTransition& transition, Rect zone) {
    const std::int64_t length = is_level(transition.direction) ? zone.width : zone.height;
    const std::int64_t progress = std::clamp(transition.progress, 0, transition_whole);
    return static_cast<std::int32_t>(length * progress / transition_whole);
}

// The zone's first `way` pixels from the side that the direction leaves.
Rect entered(Rect zone, Direction direction, std::int32_t way) {
    switch (direction) {
    case Direction::left:
        return {zone.x + zone.width - way, zone.y, way, zone.height};
    case Direction::right:
        return {zone.x, zone.y, way, zone.height};
    case Direction::up:
        return {zone.x, zone.y + zone.height - way, zone.width, way};
    case Direction::down:
        return {zone.x, zone.y, zone.width, way};
    }
    return zone;
}

Direction opposite(Direction direction) {
    switch (direction) {
    case Direction::left:
        return Direction::right;
    case Direction::right:
        return Direction::left;
    case Direction::up:
        return Direction::down;
    case Direction::down:
        return Direction::up;
    }
    return direction;
}

} // namespace

TransitionAreas transition_areas(const SceneTransition& transition, Rect zone) {
    if (transition.kind != TransitionKind::slide && transition.kind != TransitionKind::wipe) {
        return {{zone, zone}, {zone, zone}};
    }
    const Direction direction = transition.direction;
    const std::int32_t length = is_level(direction) ? zone.width : zone.height;
    const std::int32_t way = way_of(transition, zone);
    TransitionAreas areas{{entered(zone, opposite(direction), length - way), zone},
                          {entered(zone, direction, way), zone}};
    if (transition.kind == TransitionKind::slide) {
        const auto shifted = [&](std::int32_t pixels) {
            pixels *= sign_of(direction);
            return is_level(direction) ? moved(zone, pixels, 0) : moved(zone, 0, pixels);
        };
        areas.outgoing.at = shifted(way);
        areas.incoming.at = shifted(way - length);
    }
    return areas;
}

int share_of(const SceneTransition& transition) {
    return static_cast<int>(std::int64_t{256} * std::clamp(transition.progress, 0, transition_whole)
                            / transition_whole);
}

} // namespace marquee::player
