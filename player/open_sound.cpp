#include "player/open_sound.hpp"

#include <algorithm>

#include "player/sinks/screenshot_sink.hpp"
#include "player/sinks/sdl_sound_devices.hpp"
#include "player/sinks/sound_file.hpp"
#include "player/sinks/speaker_sink.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sound";

SoundOutput::Listener to_log(const Log& log) {
    return [&log](const Status& state) {
        if (state) {
            log.info(room, "device_open", {});
        } else {
            log.failure(LogLevel::warning, room, "no_device", state.error());
        }
    };
}

} // namespace

SoundSystem::SoundSystem(std::unique_ptr<SoundDevices> given, const Clock& clock, const Log& log)
    : devices(std::move(given)),
      output(*devices, clock, to_log(log), [this] { sleeper.wake(); }),
      keeper(output, sleeper) {}

bool has_loudspeaker(const Config& config) {
    return std::any_of(
        config.displays.begin(), config.displays.end(),
        [](const DisplayPlace& display) { return display.kind == DisplayKind::loudspeaker; });
}

bool is_heard(const Config& config) {
    const bool has_films = !config.play || !config.play->files.empty();
    return !config.sound_file.empty() || has_loudspeaker(config) || (!config.headless && has_films);
}

std::unique_ptr<SoundSystem> open_sound(const Config& config, const Clock& clock, const Log& log) {
    if (!config.sound_file.empty()) {
        return std::make_unique<SoundSystem>(std::make_unique<SoundFile>(config.sound_file, clock),
                                             clock, log);
    }
    if (is_heard(config)) {
        return std::make_unique<SoundSystem>(std::make_unique<SdlSoundDevices>(), clock, log);
    }
    return nullptr;
}

std::unique_ptr<FrameSink> open_speaker(SoundSystem& sound, const DisplayPlace& display,
                                        ScreenshotDesk* desk) {
    auto speaker = std::make_unique<SpeakerSink>(sound.output);
    if (desk == nullptr) {
        return speaker;
    }
    return std::make_unique<ScreenshotSink>(std::move(speaker), display.name, *desk);
}

} // namespace marquee::player
