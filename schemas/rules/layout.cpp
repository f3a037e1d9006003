#include "schemas/rules/layout.hpp"

namespace marquee::rules {

namespace {

// floor(edge * display / canvas + 1/2), in 64 bits: an edge is at most 2^31 times 2^14 or so.
std::int32_t scale_edge(std::int64_t edge, std::int64_t canvas, std::int64_t display) {
    const std::int64_t numerator = 2 * edge * display + canvas;
    const std::int64_t denominator = 2 * canvas;
    const std::int64_t quotient = numerator / denominator;
    return static_cast<std::int32_t>(numerator % denominator < 0 ? quotient - 1 : quotient);
}

} // namespace

Rect scale(const Rect& rect, Size canvas, Size display) {
    if (canvas.empty() || canvas == display) {
        return rect;
    }
    const auto right = std::int64_t{rect.x} + rect.width;
    const auto bottom = std::int64_t{rect.y} + rect.height;
    Rect scaled;
    scaled.x = scale_edge(rect.x, canvas.width, display.width);
    scaled.y = scale_edge(rect.y, canvas.height, display.height);
    scaled.width = scale_edge(right, canvas.width, display.width) - scaled.x;
    scaled.height = scale_edge(bottom, canvas.height, display.height) - scaled.y;
    return scaled;
}

std::vector<Rect> zone_rects(const Layout& layout, Size display) {
    std::vector<Rect> rects;
    rects.reserve(layout.zones.size());
    for (const Zone& zone : layout.zones) {
        rects.push_back(scale(zone.rect, layout.canvas, display));
    }
    return rects;
}

} // namespace marquee::rules
