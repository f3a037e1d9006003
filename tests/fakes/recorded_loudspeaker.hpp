// Remembers what was to be heard, and when.
#pragma once

#include <memory>
#include <vector>

#include "player/ports/audio_sink.hpp"

namespace marquee::player {

// One thread. The voices of one loudspeaker in one list.
class RecordedLoudspeaker final : public AudioSink {
public:
    std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                     std::int32_t volume_percent) override {
        streams.push_back(std::move(stream));
        volumes.push_back(volume_percent);
        return std::make_unique<Voice>(*this);
    }
    bool audible() const override { return is_audible; }
    std::shared_ptr<const void> keep_awake() override { return awake; }
    bool is_kept_awake() const { return awake.use_count() > 1; }

    std::vector<std::shared_ptr<AudioStream>> streams;
    std::vector<std::int32_t> volumes;
    std::vector<Microseconds> starts; // of the media, on the monotonic clock
    bool is_audible = true;
    const std::shared_ptr<const void> awake = std::make_shared<int>();
    int open_now = 0;

private:
    class Voice final : public AudioVoice {
    public:
        explicit Voice(RecordedLoudspeaker& owner) : owner_(owner) { ++owner_.open_now; }
        ~Voice() override { --owner_.open_now; }
        void follow(Microseconds position, Microseconds monotonic) override {
            owner_.starts.push_back(monotonic - position);
        }
        void set_volume(std::int32_t percent) override { owner_.volumes.push_back(percent); }

    private:
        RecordedLoudspeaker& owner_;
    };
};

} // namespace marquee::player
