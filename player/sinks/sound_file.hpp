// A sound device that is a file: what would be heard, for measuring where nobody listens.
#pragma once

#include <filesystem>

#include "common/clock.hpp"
#include "player/sinks/sound_device.hpp"

namespace marquee::player {

// FILE is replaced in one step every second: the last ten seconds as WAV, 48 kHz, stereo, 16 bits.
// It asks for sound at the pace of the clock. What cannot be written is not: it goes on.
class SoundFile final : public SoundDevices {
public:
    static constexpr Seconds length{10};

    // The clock outlives the devices.
    SoundFile(std::filesystem::path file, const Clock& clock)
        : file_(std::move(file)), clock_(clock) {}

    Result<std::unique_ptr<SoundDevice>> open(SoundFeed feed) override;

private:
    std::filesystem::path file_;
    const Clock& clock_;
};

} // namespace marquee::player
