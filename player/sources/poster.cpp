#include "player/sources/poster.hpp"

#include <algorithm>

#include "player/decode/fit.hpp"

namespace marquee::player {

namespace {

// Only these are allowed to change by themselves; what else the file may be, one picture of it is
// shown. So it is where the picture is moved.
message::Medium medium_of(const Poster& poster) {
    const std::string& type = poster.asset.media_type;
    const bool may_change = type == "image/gif" || type == "image/webp";
    return may_change && poster.motion == PosterMotion::still ? message::Medium::animation
                                                              : message::Medium::picture;
}

} // namespace

PosterSource::PosterSource(const MediaSupply& supply, const SourceRequest& request,
                           const Poster& poster)
    : shown_(request.shown),
      zone_(request.zone),
      background_(poster.background),
      fit_(poster.fit),
      moves_(poster.motion),
      duration_(std::max<Microseconds>(request.item.duration, Microseconds{1})),
      medium_(medium_of(poster)),
      media_(supply, poster.asset.sha256,
             {medium_, poster.fit, request.zone, Sound::none, request.position, poster.motion}) {}

SourceState PosterSource::poll() {
    if (is_there_ && medium_ == message::Medium::picture) {
        return SourceState::ready; // whatever becomes of its decoder
    }
    const SourceState state = media_.poll();
    if (state == SourceState::ready && !is_there_) {
        is_there_ = true;
        if (moves_ != PosterMotion::still) {
            motion_ = motion_of(media_.frame_at(Microseconds{0}).picture.size);
        }
    }
    return state;
}

PictureMotion PosterSource::motion_of(Size picture) const {
    const Size upright = media_.client().info()->size;
    return PictureMotion(
        {moves_, picture, fit_into(upright, zone_, fit_).target.size(), zone_, duration_});
}

Frame PosterSource::frame_at(Microseconds position) {
    const Picture& picture = media_.frame_at(position).picture;
    Frame frame;
    frame.item = shown_;
    frame.background = background_;
    const Size size = picture.size; // fitted: it lies in the middle
    if (motion_) {
        const MotionPlace place = motion_->at(position);
        frame.pieces.push_back(
            {picture, {0, 0, size.width, size.height}, place.target, place.fine});
        frame.serial = static_cast<std::uint64_t>(motion_->step(position));
        return frame;
    }
    frame.pieces.push_back({picture,
                            {0, 0, size.width, size.height},
                            {(zone_.width - size.width) / 2, (zone_.height - size.height) / 2,
                             size.width, size.height}});
    frame.serial = media_.serial();
    return frame;
}

std::optional<Microseconds> PosterSource::next_change(Microseconds position) const {
    if (motion_) {
        return motion_->next_change(position);
    }
    return medium_ == message::Medium::picture ? std::nullopt : media_.next_change(position);
}

bool PosterSource::settled(Microseconds position) const {
    return medium_ == message::Medium::picture || media_.settled(position);
}

} // namespace marquee::player
