// The machine's own sound device, through SDL: what the desktop or ALSA takes for the default.
#pragma once

#include "player/sinks/sound_device.hpp"

namespace marquee::player {

// SDL's sound system is started with every opening and stopped with the device, so that a sound
// server that comes late, or again, is found, and nothing wakes up while there is no device. One
// device at a time.
class SdlSoundDevices final : public SoundDevices {
public:
    Result<std::unique_ptr<SoundDevice>> open(SoundFeed feed) override;
};

} // namespace marquee::player
