// Ways for sound to leave the machine.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "schemas/model/error.hpp"

namespace marquee::player {

// The most sample frames a device asks for at once: 21 ms.
inline constexpr std::size_t sound_block_frames = 1'024;

// Fills a block, interleaved stereo float at sound_rate. Called on a thread of the device's, for
// every block, in order; it neither blocks nor allocates.
using SoundFeed = std::function<void(std::span<float>)>;

// An open device. After its destructor, which may block for a moment, it asks for nothing more.
class SoundDevice {
public:
    SoundDevice() = default;
    SoundDevice(const SoundDevice&) = delete;
    SoundDevice& operator=(const SoundDevice&) = delete;
    virtual ~SoundDevice() = default;

    // It went away and does not come back by itself. Any thread.
    virtual bool lost() const = 0;
};

class SoundDevices {
public:
    virtual ~SoundDevices() = default;

    // May block for as long as the machine's sound system does. unreachable: there is no device, or
    // another program has it for itself.
    virtual Result<std::unique_ptr<SoundDevice>> open(SoundFeed feed) = 0;
};

} // namespace marquee::player
