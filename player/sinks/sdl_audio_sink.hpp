// The machine's loudspeaker, through SDL.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "common/clock.hpp"
#include "player/ports/audio_sink.hpp"
#include "player/sinks/following_voice.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Mixes all voices, 48 kHz stereo float, on a thread of SDL's.
class SdlAudioSink final : public AudioSink {
public:
    // unsupported when the machine has no sound device: then there is no sink, and nobody decodes
    // sound. The clock outlives the sink.
    static Result<std::unique_ptr<SdlAudioSink>> open_device(const Clock& clock);

    explicit SdlAudioSink(const Clock& clock) : clock_(clock) {}
    ~SdlAudioSink() override;

    std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                     std::int32_t volume_percent) override;

private:
    friend class SdlVoice;

    static void fill(void* self, std::uint8_t* bytes, int count);
    void remove(const std::shared_ptr<FollowingVoice>& voice);

    const Clock& clock_;
    std::uint32_t device_ = 0;
    std::mutex mutex_;
    std::vector<std::shared_ptr<FollowingVoice>> voices_; // guarded by mutex_
};

} // namespace marquee::player
