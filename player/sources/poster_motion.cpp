#include "player/sources/poster_motion.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

constexpr std::int64_t one = 65'536; // of a pixel, and of the whole way
constexpr std::int64_t steps_per_pixel = 8;
constexpr std::int64_t second = 1'000'000; // microseconds

// One axis of what is seen.
struct Span {
    std::int64_t fine;
    std::int64_t fine_length;
    std::int32_t target;
    std::int32_t target_length;
};

// The picture is `shown` long (65,536ths of a pixel) about the middle of the zone: the whole pixels
// of the zone that lie in it, and the part of the picture there.
Span zoomed(std::int32_t picture, std::int64_t shown, std::int32_t zone) {
    const std::int64_t left = (zone * one - shown) / 2;
    const std::int64_t first =
        std::min<std::int64_t>(left > 0 ? (left + one - 1) / one : 0, zone - 1);
    const std::int64_t last = std::clamp((left + shown) / one, first + 1, std::int64_t{zone});
    const auto in_picture = [&](std::int64_t place) {
        const std::int64_t from_edge = place * one - left; // below 2^31
        return std::clamp<std::int64_t>(from_edge * (picture * one) / shown, 0, picture * one);
    };
    const std::int64_t fine = std::min(in_picture(first), picture * one - 1);
    return {fine, std::max(in_picture(last) - fine, std::int64_t{1}),
            static_cast<std::int32_t>(first), static_cast<std::int32_t>(last - first)};
}

// `done` of the way (65,536ths) from the fitted length to the picture's own.
Span zoomed(std::int32_t picture, std::int32_t fitted, std::int32_t zone, std::int64_t done) {
    return zoomed(picture, fitted * one + (picture - fitted) * done, zone);
}

// A picture no longer than the zone stands in its middle.
Span panned(std::int32_t picture, std::int32_t zone, std::int64_t done) {
    const std::int32_t seen = std::min(picture, zone);
    return {(picture - seen) * done, seen * one, (zone - seen) / 2, seen};
}

MotionPlace place_of(const Span& across, const Span& down) {
    return {{across.fine, down.fine, across.fine_length, down.fine_length},
            {across.target, down.target, across.target_length, down.target_length}};
}

// Pixels that the fastest part of the picture passes.
std::int64_t way_of(const MotionRequest& request) {
    const Size picture = request.picture;
    switch (request.motion) {
    case PosterMotion::still:
        break;
    case PosterMotion::pan:
        return std::max(
            {picture.width - request.zone.width, picture.height - request.zone.height, 0});
    case PosterMotion::zoom_in:
    case PosterMotion::zoom_out:
        return std::max({(picture.width - request.fitted.width + 1) / 2,
                         (picture.height - request.fitted.height + 1) / 2, 0});
    }
    return 0;
}

} // namespace

PictureMotion::PictureMotion(const MotionRequest& request) : request_(request) {
    const std::int64_t pictures = request.duration.count() * motion_frames_per_second / second;
    steps_ = std::min(way_of(request) * steps_per_pixel, std::max<std::int64_t>(pictures, 1));
}

std::int64_t PictureMotion::step(Microseconds position) const {
    const std::int64_t duration = request_.duration.count();
    const std::int64_t lap = position.count() / duration;
    const std::int64_t step = position.count() % duration * steps_ / duration;
    return lap % 2 == 0 ? step : steps_ - step;
}

MotionPlace PictureMotion::at(Microseconds position) const {
    const std::int64_t even = steps_ == 0 ? 0 : step(position) * one / steps_;
    std::int64_t done = even * even / one * (3 * one - 2 * even) / one;
    if (request_.motion == PosterMotion::pan) {
        return place_of(panned(request_.picture.width, request_.zone.width, done),
                        panned(request_.picture.height, request_.zone.height, done));
    }
    done = request_.motion == PosterMotion::zoom_out ? one - done : done;
    return place_of(
        zoomed(request_.picture.width, request_.fitted.width, request_.zone.width, done),
        zoomed(request_.picture.height, request_.fitted.height, request_.zone.height, done));
}

std::optional<Microseconds> PictureMotion::next_change(Microseconds position) const {
    if (steps_ == 0) {
        return std::nullopt;
    }
    const std::int64_t duration = request_.duration.count();
    const std::int64_t lap = position.count() / duration;
    const std::int64_t step = position.count() % duration * steps_ / duration + 1;
    return Microseconds{lap * duration + (step * duration + steps_ - 1) / steps_};
}

} // namespace marquee::player
