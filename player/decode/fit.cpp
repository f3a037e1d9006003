#include "player/decode/fit.hpp"

#include <algorithm>
#include <cstdint>

namespace marquee::player {

namespace {

// length × numerator ÷ denominator, rounded, within 1..most.
std::int32_t scaled(std::int32_t length, std::int32_t numerator, std::int32_t denominator,
                    std::int32_t most) {
    const std::int64_t product = std::int64_t{length} * numerator;
    const std::int64_t rounded = (product + denominator / 2) / denominator;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(rounded, 1, most));
}

Rect centred(Size inner, Size outer) {
    return {(outer.width - inner.width) / 2, (outer.height - inner.height) / 2, inner.width,
            inner.height};
}

// How long a pan may be in a zone that is `length` long and `breadth` across.
std::int32_t passed_over(std::int32_t length, std::int32_t breadth) {
    return std::max(length, std::min(length * pan_zones_max, pan_pixels_max / breadth));
}

// True when the picture is wider in proportion than the zone.
bool is_wider(Size picture, Size zone) {
    return std::int64_t{picture.width} * zone.height > std::int64_t{zone.width} * picture.height;
}

Size contained(Size picture, Size zone) {
    if (is_wider(picture, zone)) {
        return {zone.width, scaled(picture.height, zone.width, picture.width, zone.height)};
    }
    return {scaled(picture.width, zone.height, picture.height, zone.width), zone.height};
}

} // namespace

Fitted fit_into(Size picture, Size zone, Fit fit) {
    const Rect whole_picture{0, 0, picture.width, picture.height};
    const Rect whole_zone{0, 0, zone.width, zone.height};
    switch (fit) {
    case Fit::contain:
        return {whole_picture, centred(contained(picture, zone), zone)};
    case Fit::cover:
        return {centred(contained(zone, picture), picture), whole_zone};
    case Fit::stretch:
        break;
    }
    return {whole_picture, whole_zone};
}

Size room_for(PosterMotion motion, Size zone) {
    switch (motion) {
    case PosterMotion::still:
        break;
    case PosterMotion::pan:
        return {passed_over(zone.width, zone.height), passed_over(zone.height, zone.width)};
    case PosterMotion::zoom_in:
    case PosterMotion::zoom_out:
        return {zone.width + zone.width / 8, zone.height + zone.height / 8};
    }
    return zone;
}

Fitted fit_moving(Size picture, Size zone, Fit fit, PosterMotion motion) {
    const Size room = room_for(motion, zone);
    if (motion != PosterMotion::pan) {
        Fitted fitted = fit_into(picture, room, fit);
        fitted.target.x -= (room.width - zone.width) / 2;
        fitted.target.y -= (room.height - zone.height) / 2;
        return fitted;
    }
    const Size strip =
        is_wider(picture, zone) ? Size{room.width, zone.height} : Size{zone.width, room.height};
    const bool whole = is_wider(picture, zone) != is_wider(picture, strip);
    const Size seen = whole ? contained(picture, strip) : strip;
    return {whole ? Rect{0, 0, picture.width, picture.height}
                  : centred(contained(strip, picture), picture),
            centred(seen, zone)};
}

} // namespace marquee::player
