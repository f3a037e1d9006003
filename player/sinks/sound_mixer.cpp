#include "player/sinks/sound_mixer.hpp"

#include <algorithm>
#include <utility>

#include "player/sinks/sound_device.hpp"

namespace marquee::player {

class SoundMixer::Voice final : public AudioVoice {
public:
    Voice(SoundMixer& mixer, std::shared_ptr<FollowingVoice> voice)
        : mixer_(mixer), voice_(std::move(voice)) {}
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;
    ~Voice() override { mixer_.remove(voice_); }

    void follow(Microseconds position, Microseconds monotonic) override {
        voice_->set_start(monotonic - position);
    }
    void set_volume(std::int32_t percent) override { voice_->set_volume(percent); }

private:
    SoundMixer& mixer_;
    std::shared_ptr<FollowingVoice> voice_;
};

std::unique_ptr<AudioVoice> SoundMixer::open(std::shared_ptr<AudioStream> stream,
                                             std::int32_t volume_percent) {
    auto voice =
        std::make_shared<FollowingVoice>(std::move(stream), volume_percent, sound_block_frames);
    {
        const std::lock_guard lock(mutex_);
        parts_.push_back({voice});
    }
    return std::make_unique<Voice>(*this, std::move(voice));
}

void SoundMixer::begin_anew() {
    const std::lock_guard lock(mutex_);
    for (const Part& part : parts_) {
        part.voice->begin_anew();
    }
}

bool SoundMixer::idle() {
    const std::lock_guard lock(mutex_);
    return parts_.empty();
}

void SoundMixer::remove(const std::shared_ptr<FollowingVoice>& voice) {
    voice->set_volume(0);
    const std::lock_guard lock(mutex_);
    for (Part& part : parts_) {
        part.is_leaving = part.is_leaving || part.voice == voice;
    }
}

void SoundMixer::mix(std::span<float> out, Microseconds heard_at) {
    std::fill(out.begin(), out.end(), 0.0F);
    std::vector<Part> gone; // let go without the lock
    {
        const std::lock_guard lock(mutex_);
        for (const Part& part : parts_) {
            part.voice->mix(out, heard_at);
        }
        const auto staying = std::stable_partition(
            parts_.begin(), parts_.end(), [](const Part& part) { return !part.is_leaving; });
        gone.assign(std::make_move_iterator(staying), std::make_move_iterator(parts_.end()));
        parts_.erase(staying, parts_.end());
    }
    for (float& sample : out) {
        sample = std::clamp(sample, -1.0F, 1.0F);
    }
}

} // namespace marquee::player
