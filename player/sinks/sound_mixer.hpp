// All voices as one sound.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "player/ports/audio_sink.hpp"
#include "player/sinks/following_voice.hpp"

namespace marquee::player {

class SoundMixer {
public:
    // Any thread. A voice that ends fades out within the next block. It does not outlive the mixer.
    std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                     std::int32_t volume_percent);

    // The device was away: all voices go on where they belong. Any thread.
    void begin_anew();

    // No voice is open. Any thread.
    bool idle();

    // One thread at a time. Overwrites `out` (interleaved stereo, at most sound_block_frames) with
    // what is to be heard from `heard_at` on, between -1 and 1.
    void mix(std::span<float> out, Microseconds heard_at);

private:
    class Voice;
    struct Part {
        std::shared_ptr<FollowingVoice> voice;
        bool is_leaving = false;
    };

    void remove(const std::shared_ptr<FollowingVoice>& voice);

    std::mutex mutex_;        // held by all for an instant only
    std::vector<Part> parts_; // guarded by mutex_
};

} // namespace marquee::player
