#include "player/sinks/zone_cover.hpp"

#include "player/sinks/pixels.hpp"

namespace marquee::player {
namespace {

std::int64_t pixels_in(Rect rect) {
    return std::int64_t{rect.width} * rect.height;
}

bool inside(Rect part, Size whole) {
    return !part.empty() && part.x >= 0 && part.y >= 0 && part.width <= whole.width - part.x
           && part.height <= whole.height - part.y;
}

// Along one axis.
bool inside(std::int64_t fine, std::int64_t fine_length, std::int64_t from, std::int64_t length) {
    constexpr std::int64_t one = 65'536;
    return fine_length > 0 && fine >= from * one && fine_length <= (from + length) * one - fine;
}

bool inside(const FineRect& fine, Rect source) {
    return inside(fine.x, fine.width, source.x, source.width)
           && inside(fine.y, fine.height, source.y, source.height);
}

} // namespace

bool is_drawable(const Piece& piece) {
    return piece.picture.planes[0] != nullptr && inside(piece.source, piece.picture.size)
           && (!piece.fine || inside(*piece.fine, piece.source));
}

bool hides(const Piece& piece) {
    return piece.picture.format != PixelFormat::bgra && piece.opacity >= opaque_piece
           && is_drawable(piece);
}

Rect opaque_area(const Frame& frame, Rect zone) {
    if (frame.background.alpha == 255) {
        return zone;
    }
    Rect largest;
    for (const Piece& piece : frame.pieces) {
        const Rect seen = intersect(moved(piece.target, zone.x, zone.y), zone);
        if (hides(piece) && pixels_in(seen) > pixels_in(largest)) {
            largest = seen;
        }
    }
    return largest;
}

Rect opaque_area(const SceneZone& zone) {
    if (zone.opacity_percent < 100) {
        return {};
    }
    const Rect frame = opaque_area(zone.frame, zone.rect);
    if (!zone.transition) {
        return frame;
    }
    const Rect incoming = opaque_area(zone.transition->incoming, zone.rect);
    const bool both = frame == zone.rect && incoming == zone.rect;
    if (zone.transition->kind == TransitionKind::slide && !both) {
        return {}; // neither lies where its own zone would have it
    }
    return intersect(frame, incoming);
}

Rect trimmed(Rect area, Rect hole) {
    hole = intersect(area, hole);
    if (hole.empty()) {
        return area;
    }
    if (hole.width == area.width && hole.height == area.height) {
        return {area.x, area.y, 0, 0};
    }
    if (hole.width == area.width) {
        const Rect above{area.x, area.y, area.width, hole.y - area.y};
        const Rect below{area.x, hole.y + hole.height, area.width,
                         area.y + area.height - hole.y - hole.height};
        return above.empty() ? below : below.empty() ? above : area;
    }
    if (hole.height == area.height) {
        const Rect left{area.x, area.y, hole.x - area.x, area.height};
        const Rect right{hole.x + hole.width, area.y, area.x + area.width - hole.x - hole.width,
                         area.height};
        return left.empty() ? right : right.empty() ? left : area;
    }
    return area;
}

Rect seen_under(const Scene& scene, std::size_t zone, Rect area) {
    for (std::size_t i = zone; i < scene.zones.size() && !area.empty(); ++i) {
        area = trimmed(area, opaque_area(scene.zones[i]));
    }
    return area;
}

} // namespace marquee::player
