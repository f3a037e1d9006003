// A sound device on a cable that tests pull.
#pragma once

#include <utility>
#include <vector>

#include "player/ports/audio_stream.hpp"
#include "player/sinks/sound_device.hpp"

namespace marquee::player {

// One thread. Plays when told to.
class PluggedDevices final : public SoundDevices {
public:
    Result<std::unique_ptr<SoundDevice>> open(SoundFeed feed) override {
        ++tries_;
        if (!plugged_) {
            return fail(ErrorCode::unreachable, "no sound device");
        }
        hangs_ = false;
        feed_ = std::move(feed);
        return std::make_unique<Device>(*this);
    }

    void plug() { plugged_ = true; }
    void unplug() { plugged_ = false; }
    void hang() { hangs_ = true; } // until it is opened again
    int tries() const { return tries_; }
    bool is_open() const { return feed_ != nullptr; }

    // Asks for a block, as its thread would. Nothing without an open device.
    std::vector<float> play() {
        if (!feed_ || hangs_ || !plugged_) {
            return {};
        }
        std::vector<float> block(sound_block_frames * sound_channels);
        feed_(block);
        return block;
    }

private:
    class Device final : public SoundDevice {
    public:
        explicit Device(PluggedDevices& owner) : owner_(owner) {}
        ~Device() override { owner_.feed_ = nullptr; }
        bool lost() const override { return !owner_.plugged_; }

    private:
        PluggedDevices& owner_;
    };

    bool plugged_ = true;
    bool hangs_ = false;
    int tries_ = 0;
    SoundFeed feed_; // of the open device
};

} // namespace marquee::player
