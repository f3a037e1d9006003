#include "player/sinks/sdl_sound_devices.hpp"

#include <SDL.h>

#include <cstdint>
#include <string>
#include <utility>

#include "player/ports/audio_stream.hpp"

namespace marquee::player {

namespace {

tl::unexpected<Error> refused() {
    return fail(ErrorCode::unreachable, std::string("no sound device: ") + ::SDL_GetError());
}

// With SDL's sound system, which exists as long as the device.
class SdlSoundDevice final : public SoundDevice {
public:
    explicit SdlSoundDevice(SoundFeed feed) : feed_(std::move(feed)) {}
    ~SdlSoundDevice() override {
        if (device_ != 0) {
            ::SDL_CloseAudioDevice(device_);
        }
        ::SDL_AudioQuit();
    }

    // SDL_InitSubSystem would count on variables that the render thread changes with its windows.
    bool start() {
        if (::SDL_AudioInit(nullptr) != 0) {
            return false;
        }
        SDL_AudioSpec wanted{};
        wanted.freq = sound_rate;
        wanted.format = AUDIO_F32SYS;
        wanted.channels = sound_channels;
        wanted.samples = static_cast<Uint16>(sound_block_frames);
        wanted.callback = fill;
        wanted.userdata = this;
        // No changes allowed: SDL converts to whatever the device takes.
        device_ = ::SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (device_ != 0) {
            ::SDL_PauseAudioDevice(device_, 0);
        }
        return device_ != 0;
    }

    // SDL stops a device that was unplugged or whose server died, and goes on asking for blocks.
    bool lost() const override { return ::SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED; }

private:
    static void fill(void* self, Uint8* bytes, int count) {
        static_cast<SdlSoundDevice*>(self)->feed_(
            {reinterpret_cast<float*>(bytes), static_cast<std::size_t>(count) / sizeof(float)});
    }

    SoundFeed feed_;
    SDL_AudioDeviceID device_ = 0;
};

} // namespace

Result<std::unique_ptr<SoundDevice>> SdlSoundDevices::open(SoundFeed feed) {
    auto device = std::make_unique<SdlSoundDevice>(std::move(feed));
    if (!device->start()) {
        return refused();
    }
    return device;
}

} // namespace marquee::player
