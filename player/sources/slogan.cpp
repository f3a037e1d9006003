#include "player/sources/slogan.hpp"

namespace marquee::player {

SloganSource::SloganSource(const FontCatalog& fonts, TaskRunner& tasks,
                           const SourceRequest& request)
    : slogan_(std::get<Slogan>(request.item.content)),
      shown_(request.shown),
      zone_(request.zone),
      drawn_(std::make_shared<Pending<SloganPicture>>()) {
    tasks.post([&fonts, slogan = slogan_, zone = zone_, drawn = drawn_] {
        drawn->put(draw_slogan(fonts, slogan, zone));
    });
}

SourceState SloganSource::poll() {
    const auto* drawn = drawn_->look();
    if (drawn == nullptr) {
        return SourceState::preparing;
    }
    if (!*drawn) {
        return SourceState::failed;
    }
    if (slogan_.style.motion == Motion::scroll_left && !motion_) {
        motion_.emplace(zone_.width, (*drawn)->at.width, scroll_speed(slogan_.style, zone_));
    }
    return SourceState::ready;
}

const Error& SloganSource::failure() const {
    return drawn_->look()->error();
}

Frame SloganSource::frame_at(Microseconds position) {
    const SloganPicture& drawn = drawn_->look()->value();
    Frame frame;
    frame.item = shown_;
    frame.background = slogan_.style.background;
    const Rect source{0, 0, drawn.at.width, drawn.at.height};
    if (!motion_) {
        frame.pieces.push_back({drawn.picture, source, drawn.at});
        return frame;
    }
    Rect target = drawn.at;
    for (const std::int32_t left : motion_->copies(position)) {
        target.x = left;
        frame.pieces.push_back({drawn.picture, source, target});
    }
    frame.serial = static_cast<std::uint64_t>(motion_->travelled(position));
    return frame;
}

std::optional<Microseconds> SloganSource::next_change(Microseconds position) const {
    return motion_ ? std::optional(motion_->next_change(position)) : std::nullopt;
}

} // namespace marquee::player
