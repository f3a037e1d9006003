#include "player/sources/sound.hpp"

#include <algorithm>

#include "player/sources/chime.hpp"

namespace marquee::player {

namespace {

// How often the voice is told where it belongs: the wall clock may be slewed by a 200th.
constexpr Microseconds step_interval{250'000};

std::uint64_t sample_frame_at(Microseconds position) {
    return static_cast<std::uint64_t>(position.count()) * sound_rate / 1'000'000;
}

} // namespace

SoundSource::SoundSource(const MediaSupply& supply, const SourceRequest& request,
                         const Heard& heard)
    : loudspeaker_(supply.loudspeaker),
      share_percent_(heard.volume_percent),
      volume_percent_(share_percent_ * request.volume.percent / 100),
      begins_(heard.chime ? Microseconds{chime_length} : Microseconds{0}),
      opened_at_(request.position) {
    frame_.item = request.shown;
    frame_.background = {0, 0, 0, 0};
    if (loudspeaker_ == nullptr || share_percent_ * request.volume.percent_max == 0) {
        loudspeaker_ = nullptr;
        return;
    }
    awake_ = loudspeaker_->keep_awake();
    if (heard.asset.size_bytes > 0) {
        const DecodeRequest decode{message::Medium::sound,
                                   Fit::contain,
                                   {},
                                   Sound::decoded,
                                   std::max(opened_at_ - begins_, Microseconds{0})};
        media_.emplace(supply, heard.asset.sha256, decode);
    }
}

SourceState SoundSource::poll() {
    if (!media_) {
        return SourceState::ready;
    }
    const SourceState state = media_->poll();
    const bool begun = media_->look() != nullptr && media_->look()->sound_begun();
    return state == SourceState::preparing && begun ? SourceState::ready : state;
}

Frame SoundSource::frame_at(Microseconds) {
    if (media_) {
        media_->poll();
    }
    return frame_;
}

void SoundSource::open_voices() {
    if (begins_ > Microseconds{0} && !chime_ && opened_at_ < begins_) {
        chime_ = loudspeaker_->open(std::make_shared<Chime>(sample_frame_at(opened_at_)),
                                    volume_percent_);
    }
    if (media_ && !voice_ && media_->look() != nullptr) {
        if (auto sound = media_->look()->sound()) {
            voice_ = loudspeaker_->open(std::move(sound), volume_percent_);
        }
    }
}

void SoundSource::keep_in_step(Microseconds position, Microseconds monotonic) {
    if (loudspeaker_ == nullptr) {
        return;
    }
    open_voices();
    if (chime_) {
        chime_->follow(position, monotonic);
    }
    if (voice_) {
        voice_->follow(position - begins_, monotonic);
    }
}

std::optional<Microseconds> SoundSource::next_change(Microseconds position) const {
    if (loudspeaker_ == nullptr) {
        return std::nullopt;
    }
    return (position / step_interval + 1) * step_interval;
}

bool SoundSource::go_on_as(const ShownItem& shown) {
    frame_.item = shown;
    return true;
}

void SoundSource::set_volume(std::int32_t percent) {
    volume_percent_ = share_percent_ * percent / 100;
    for (AudioVoice* voice : {chime_.get(), voice_.get()}) {
        if (voice != nullptr) {
            voice->set_volume(volume_percent_);
        }
    }
}

} // namespace marquee::player
