#include "schemas/rules/showable.hpp"

#include <algorithm>

namespace marquee::rules {

bool can_show(const Content& content, DisplayKind kind, Size size) {
    const auto* video = std::get_if<Video>(&content);
    if (kind == DisplayKind::loudspeaker) {
        return std::holds_alternative<Audio>(content)
               || (video != nullptr && video->volume_percent > 0);
    }
    if (video != nullptr || std::holds_alternative<Poster>(content)) {
        return std::min(size.width, size.height) >= picture_side_pixels_min;
    }
    return std::holds_alternative<Slogan>(content);
}

bool shows_anything(const Program& program, DisplayKind kind, Size size) {
    return std::any_of(
        program.layout.zones.begin(), program.layout.zones.end(), [&](const Zone& zone) {
            return std::any_of(
                zone.playlist.items.begin(), zone.playlist.items.end(),
                [&](const PlaylistItem& item) { return can_show(item.content, kind, size); });
        });
}

} // namespace marquee::rules
