// Maps by chance, and where a pixel goes by another way than the product's.
#pragma once

#include <random>
#include <utility>
#include <vector>

#include "player/panel/panel_map.hpp"

namespace marquee::player {

// Mirrored, then a quarter turn as often as it takes.
inline std::pair<std::int32_t, std::int32_t> place_of(const MapPart& part, std::int32_t x,
                                                      std::int32_t y) {
    std::int32_t u = x - part.from.x;
    std::int32_t v = y - part.from.y;
    std::int32_t width = part.from.width;
    std::int32_t height = part.from.height;
    u = part.mirrored ? width - 1 - u : u;
    for (int turn = 0; turn < static_cast<int>(part.turn); ++turn) {
        u = std::exchange(v, u);
        std::swap(width, height);
        u = width - 1 - u;
    }
    return {part.to_x + u, part.to_y + v};
}

// Cut at random, each part turned and mirrored at random, one below the other with gaps.
inline PanelMap random_map(std::mt19937_64& random) {
    const auto number = [&](std::int32_t least, std::int32_t most) {
        return std::uniform_int_distribution<std::int32_t>(least, most)(random);
    };
    PanelMap map;
    map.canvas = {number(1, 70), number(1, 40)};
    std::vector<Rect> rects{{0, 0, map.canvas.width, map.canvas.height}};
    for (int cuts = number(0, 6); cuts > 0; --cuts) {
        const auto which = static_cast<std::size_t>(number(0, static_cast<int>(rects.size()) - 1));
        const Rect rect = rects[which];
        const bool across = number(0, 1) == 0;
        const std::int32_t length = across ? rect.width : rect.height;
        if (length < 2) {
            continue;
        }
        const std::int32_t at = number(1, length - 1);
        rects[which] =
            across ? Rect{rect.x, rect.y, at, rect.height} : Rect{rect.x, rect.y, rect.width, at};
        rects.push_back(across ? Rect{rect.x + at, rect.y, rect.width - at, rect.height}
                               : Rect{rect.x, rect.y + at, rect.width, rect.height - at});
    }
    for (const Rect rect : rects) {
        MapPart part{rect, number(0, 5), map.output.height + number(0, 2),
                     static_cast<Rotation>(number(0, 3)), number(0, 1) == 0};
        const Rect target = target_of(part);
        map.output = {std::max(map.output.width, target.x + target.width),
                      target.y + target.height};
        map.parts.push_back(part);
    }
    return map;
}

} // namespace marquee::player
