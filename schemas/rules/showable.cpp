#include "schemas/rules/showable.hpp"

#include <algorithm>

#include "schemas/rules/qr_place.hpp"
#include "schemas/rules/slogan_variables.hpp"

namespace marquee::rules {

namespace {

template<typename Wanted>
bool any_item(const Layout& layout, Wanted wanted) {
    const std::vector<Zone>& zones = layout.zones;
    return std::any_of(zones.begin(), zones.end(), [&](const Zone& zone) {
        const std::vector<PlaylistItem>& items = zone.playlist.items;
        return std::any_of(items.begin(), items.end(),
                           [&](const PlaylistItem& item) { return wanted(item.content); });
    });
}

} // namespace

bool can_show(const Content& content, DisplayKind kind, Size size) {
    const auto* video = std::get_if<Video>(&content);
    if (kind == DisplayKind::loudspeaker) {
        return std::holds_alternative<Audio>(content)
               || (video != nullptr && video->volume_percent > 0);
    }
    if (video != nullptr || std::holds_alternative<Poster>(content)) {
        return std::min(size.width, size.height) >= picture_side_pixels_min;
    }
    if (const auto* code = std::get_if<Qr>(&content)) {
        return place_qr(*code, size).has_value();
    }
    return !std::holds_alternative<Audio>(content);
}

bool tells_time(const Content& content) {
    const auto* slogan = std::get_if<Slogan>(&content);
    return std::holds_alternative<ClockFace>(content) || std::holds_alternative<Countdown>(content)
           || (slogan != nullptr && tells_time(*slogan));
}

bool says_names(const Content& content) {
    const auto* slogan = std::get_if<Slogan>(&content);
    return slogan != nullptr && says_names(*slogan);
}

bool tells_time(const Layout& layout) {
    return any_item(layout, [](const Content& content) { return tells_time(content); });
}

bool says_names(const Layout& layout) {
    return any_item(layout, [](const Content& content) { return says_names(content); });
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
