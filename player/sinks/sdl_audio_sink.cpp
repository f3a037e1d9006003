#include "player/sinks/sdl_audio_sink.hpp"

#include <SDL.h>

#include <algorithm>
#include <span>
#include <utility>

namespace marquee::player {

namespace {

constexpr std::uint16_t block_frames = 1'024; // 21 ms

} // namespace

class SdlVoice final : public AudioVoice {
public:
    SdlVoice(SdlAudioSink& sink, std::shared_ptr<FollowingVoice> voice)
        : sink_(sink), voice_(std::move(voice)) {}
    SdlVoice(const SdlVoice&) = delete;
    SdlVoice& operator=(const SdlVoice&) = delete;
    ~SdlVoice() override { sink_.remove(voice_); }

    void follow(Microseconds position, Microseconds monotonic) override {
        voice_->set_start(monotonic - position);
    }
    void set_volume(std::int32_t percent) override { voice_->set_volume(percent); }

private:
    SdlAudioSink& sink_;
    std::shared_ptr<FollowingVoice> voice_;
};

Result<std::unique_ptr<SdlAudioSink>> SdlAudioSink::open_device(const Clock& clock) {
    if (::SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        return fail(ErrorCode::unsupported, std::string("no sound device: ") + ::SDL_GetError());
    }
    auto sink = std::make_unique<SdlAudioSink>(clock);
    SDL_AudioSpec wanted{};
    wanted.freq = sound_rate;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = sound_channels;
    wanted.samples = block_frames;
    wanted.callback = fill;
    wanted.userdata = sink.get();
    // No changes allowed: SDL converts to whatever the device takes.
    sink->device_ = ::SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (sink->device_ == 0) {
        return fail(ErrorCode::unsupported, std::string("no sound device: ") + ::SDL_GetError());
    }
    ::SDL_PauseAudioDevice(sink->device_, 0);
    return sink;
}

SdlAudioSink::~SdlAudioSink() {
    if (device_ != 0) {
        ::SDL_CloseAudioDevice(device_);
    }
    ::SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

std::unique_ptr<AudioVoice> SdlAudioSink::open(std::shared_ptr<AudioStream> stream,
                                               std::int32_t volume_percent) {
    auto voice = std::make_shared<FollowingVoice>(std::move(stream), volume_percent, block_frames);
    {
        const std::lock_guard lock(mutex_);
        voices_.push_back(voice);
    }
    return std::make_unique<SdlVoice>(*this, std::move(voice));
}

void SdlAudioSink::remove(const std::shared_ptr<FollowingVoice>& voice) {
    const std::lock_guard lock(mutex_);
    std::erase(voices_, voice);
}

void SdlAudioSink::fill(void* self, std::uint8_t* bytes, int count) {
    auto& sink = *static_cast<SdlAudioSink*>(self);
    const std::span out(reinterpret_cast<float*>(bytes),
                        static_cast<std::size_t>(count) / sizeof(float));
    std::fill(out.begin(), out.end(), 0.0F);
    // One block is being played while this one is filled.
    const Microseconds heard_at =
        sink.clock_.monotonic() + Microseconds(1'000'000LL * block_frames / sound_rate);
    const std::lock_guard lock(sink.mutex_); // held by others for an instant only
    for (const auto& voice : sink.voices_) {
        voice->mix(out, heard_at);
    }
    for (float& sample : out) {
        sample = std::clamp(sample, -1.0F, 1.0F);
    }
}

} // namespace marquee::player
