#include "player/sources/video.hpp"

#include <algorithm>

#include "player/decode/fit.hpp"

namespace marquee::player {

namespace {

// How soon to look again for a frame that is not decoded yet.
constexpr Microseconds look_again{4'000};

} // namespace

VideoSource::VideoSource(const MediaSupply& supply, const SourceRequest& request,
                         const Video& video)
    : shown_(request.shown),
      zone_(request.zone),
      fit_(video.fit),
      background_(video.background),
      clock_(supply.clock),
      loudspeaker_(supply.loudspeaker),
      share_percent_(video.volume_percent),
      volume_percent_(share_percent_ * request.volume.percent / 100),
      media_(supply, video.asset.sha256,
             {message::Medium::video, video.fit, request.zone,
              supply.loudspeaker != nullptr && share_percent_ * request.volume.percent_max > 0
                  ? Sound::decoded
                  : Sound::none,
              request.position}) {}

SourceState VideoSource::poll() {
    return media_.poll();
}

Frame VideoSource::frame_at(Microseconds position) {
    media_.poll();
    advance_to(position);
    keep_sound_in_step(position);
    Frame frame;
    frame.item = shown_;
    frame.background = background_;
    frame.serial = serial_;
    const Picture& picture = current_->picture;
    const Size upright = media_.client().info()->size;
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
    ++serial_;
    return true;
}

void VideoSource::set_volume(std::int32_t percent) {
    volume_percent_ = share_percent_ * percent / 100;
    if (voice_) {
        voice_->set_volume(volume_percent_);
    }
}

void VideoSource::advance_to(Microseconds position) {
    DecodeClient& client = media_.client();
    bool is_new = false;
    while (client.next() != nullptr && (!current_ || client.next()->pts <= position)) {
        skipped_ += is_new ? 1 : 0;
        is_new = true;
        current_ = client.take();
        ++serial_;
    }
}

void VideoSource::keep_sound_in_step(Microseconds position) {
    if (!voice_ && loudspeaker_ != nullptr) {
        if (auto sound = media_.client().sound()) {
            voice_ = loudspeaker_->open(std::move(sound), volume_percent_);
        }
    }
    if (voice_) {
        voice_->follow(position, clock_.monotonic());
    }
}

std::optional<Microseconds> VideoSource::next_change(Microseconds position) const {
    const DecodeClient& client = media_.client();
    if (const DecodedFrame* next = client.next()) {
        return std::max(next->pts, position + Microseconds(1));
    }
    if (client.state() == DecodeState::running) {
        return position + look_again;
    }
    return std::nullopt;
}

bool VideoSource::settled(Microseconds position) const {
    const DecodeClient& client = media_.client();
    const DecodedFrame* next = client.next();
    return next != nullptr ? next->pts > position : client.state() != DecodeState::running;
}

} // namespace marquee::player
