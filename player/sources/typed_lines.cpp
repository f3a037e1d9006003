#include "player/sources/typed_lines.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player {

std::vector<TypedLine> typed_lines(const SloganBlock& block, const TextFit& fit, Around ink) {
    std::vector<TypedLine> typed;
    const Size size = block.at.size();
    const std::int32_t between = (fit.pitch_pixels - ink.before - ink.after) / 2;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const LineAt& line = block.lines[i];
        const bool first = i == 0;
        const bool last = i + 1 == block.lines.size();
        TypedLine each;
        if (fit.vertical) {
            const std::int32_t right = first ? size.width : line.x + ink.before + between;
            const std::int32_t left = last ? 0 : line.x - fit.pitch_pixels + ink.before + between;
            each.band = {left, 0, right - left, size.height};
        } else {
            const std::int32_t top = first ? 0 : line.baseline - ink.before - between;
            const std::int32_t bottom =
                last ? size.height : line.baseline + fit.pitch_pixels - ink.before - between;
            each.band = {0, top, size.width, bottom - top};
        }
        const std::int32_t start = fit.vertical ? line.baseline : line.x;
        const std::int32_t end = fit.vertical ? size.height : size.width;
        for (const double reach : line.line.reach) {
            each.reach.push_back(std::clamp(
                start + static_cast<std::int32_t>(std::ceil(reach * fit.em_pixels)), 0, end));
        }
        if (!each.reach.empty()) {
            each.reach.front() = 0;
            each.reach.back() = end;
        }
        typed.push_back(std::move(each));
    }
    return typed;
}

} // namespace marquee::player
