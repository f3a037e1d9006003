// What a player is heard through: its device, and who looks after it.
#pragma once

#include <memory>

#include "common/log.hpp"
#include "player/config.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/sinks/screenshot_desk.hpp"
#include "player/sinks/sound_output.hpp"

namespace marquee::player {

struct SoundSystem {
    std::unique_ptr<SoundDevices> devices;
    SystemSleeper sleeper; // the keeper's
    SoundOutput output;
    SoundKeeper keeper;

    SoundSystem(std::unique_ptr<SoundDevices> given, const Clock& clock, const Log& log);
};

// True when one of its displays is a loudspeaker.
bool has_loudspeaker(const Config& config);

// False where nothing is to be heard, with or without a device.
bool is_heard(const Config& config);

// Any thread, one at a time. Null where nothing is to be heard: a headless player without a
// loudspeaker. A machine without a sound device plays in silence, and looks for one now and then.
// Clock and log outlive it.
std::unique_ptr<SoundSystem> open_sound(const Config& config, const Clock& clock, const Log& log);

// What makes a loudspeaker a display. `sound` and `desk` (null:
// nowhere) outlive it.
std::unique_ptr<FrameSink> open_speaker(SoundSystem& sound, const DisplayPlace& display,
                                        ScreenshotDesk* desk);

} // namespace marquee::player
