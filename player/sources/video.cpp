#include "player/sources/video.hpp"

#include <algorithm>

#include "player/decode/fit.hpp"

namespace marquee::player {

namespace {

Sound sound_of(const MediaSupply& supply, const SourceRequest& request, const Video& video) {
    const bool is_heard = supply.loudspeaker != nullptr && supply.loudspeaker->audible()
                          && video.volume_percent * request.volume.percent_max > 0;
    return is_heard ? Sound::decoded : Sound::none;
}

} // namespace

VideoSource::VideoSource(const MediaSupply& supply, const SourceRequest& request,
                         const Video& video)
    : shown_(request.shown),
      zone_(request.zone),
      fit_(video.fit),
      background_(video.background),
      loudspeaker_(supply.loudspeaker),
      share_percent_(video.volume_percent),
      volume_percent_(share_percent_ * request.volume.percent / 100),
      media_(supply, video.asset.sha256,
             {message::Medium::video, video.fit, request.zone, sound_of(supply, request, video),
              request.position, PosterMotion::still, Due::later}) {
    if (sound_of(supply, request, video) == Sound::decoded) {
        awake_ = loudspeaker_->keep_awake();
    }
}

SourceState VideoSource::poll() {
    return media_.poll();
}

Frame VideoSource::frame_at(Microseconds position) {
    const DecodedFrame& newest = media_.frame_at(position);
    Frame frame;
    frame.item = shown_;
    frame.background = background_;
    frame.serial = revision_ + media_.serial();
    const Picture& picture = newest.picture;
    const Size upright = newest.shown;
    const Fitted fitted = fit_into(upright, zone_, fit_);
    // The part is cut in shown pixels; stored ones may not be square.
    const auto stored = [](std::int32_t length, std::int32_t stored_side, std::int32_t shown_side) {
        return static_cast<std::int32_t>(std::int64_t{length} * stored_side / shown_side);
    };
    const Rect source{
        stored(fitted.source.x, picture.size.width, upright.width),
        stored(fitted.source.y, picture.size.height, upright.height),
        std::max(1, stored(fitted.source.width, picture.size.width, upright.width)),
        std::max(1, stored(fitted.source.height, picture.size.height, upright.height))};
    frame.pieces.push_back({picture, source, fitted.target});
    return frame;
}

bool VideoSource::go_on_as(const ShownItem& shown) {
    shown_ = shown;
    ++revision_;
    return true;
}

void VideoSource::set_volume(std::int32_t percent) {
    volume_percent_ = share_percent_ * percent / 100;
    if (voice_) {
        voice_->set_volume(volume_percent_);
    }
}

void VideoSource::keep_in_step(Microseconds position, Microseconds monotonic) {
    if (!voice_ && loudspeaker_ != nullptr) {
        if (auto sound = media_.client().sound()) {
            voice_ = loudspeaker_->open(std::move(sound), volume_percent_);
        }
    }
    if (voice_) {
        voice_->follow(position, monotonic);
    }
}

} // namespace marquee::player
