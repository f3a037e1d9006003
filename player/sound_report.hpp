// Adds to the heartbeat what is wrong with the sound.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "player/config.hpp"
#include "player/ports/heartbeat_source.hpp"
#include "player/sinks/sound_output.hpp"

namespace marquee::player {

// A loudspeaker without a device says rules::sound_lost among what was set aside, a screen that had
// one rules::no_sound. Sync thread.
class SoundReport final : public HeartbeatSource {
public:
    // `sound`: null where nothing is to be heard. Both outlive the report.
    SoundReport(HeartbeatSource& rest, const SoundOutput* sound,
                const std::vector<DisplayPlace>& displays);

    Heartbeat heartbeat(const SyncReport& sync) override;

private:
    bool is_loudspeaker(const std::string& display) const;
    void add(DisplayHeartbeat& display, std::string_view code, const Error& why) const;

    HeartbeatSource& rest_;
    const SoundOutput* sound_;
    std::map<std::string, DisplayKind> kinds_; // by the name of the display
    std::optional<Instant> since_;             // without a device
};

} // namespace marquee::player
