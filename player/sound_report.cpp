#include "player/sound_report.hpp"

#include "schemas/model/limits.hpp"
#include "schemas/rules/health.hpp"

namespace marquee::player {
namespace {

bool is_lost_output(const Quarantined& entry) {
    return entry.code == "output_lost";
}

} // namespace

SoundReport::SoundReport(HeartbeatSource& rest, const SoundOutput* sound,
                         const std::vector<DisplayPlace>& displays)
    : rest_(rest), sound_(sound) {
    for (const DisplayPlace& display : displays) {
        kinds_.emplace(display.name, display.kind);
    }
}

bool SoundReport::is_loudspeaker(const std::string& display) const {
    const auto known = kinds_.find(display);
    return known != kinds_.end() && known->second == DisplayKind::loudspeaker;
}

Heartbeat SoundReport::heartbeat(const SyncReport& sync) {
    Heartbeat heartbeat = rest_.heartbeat(sync);
    const Status state = sound_ == nullptr ? Status{} : sound_->state();
    if (state) {
        since_.reset();
        return heartbeat;
    }
    since_ = since_.value_or(heartbeat.clock.utc);
    for (DisplayHeartbeat& display : heartbeat.displays) {
        if (is_loudspeaker(display.name)) {
            std::erase_if(display.quarantine, is_lost_output); // it is the sound
            add(display, rules::sound_lost, state.error());
        } else if (sound_->audible()) {
            add(display, rules::no_sound, state.error());
        }
    }
    return heartbeat;
}

void SoundReport::add(DisplayHeartbeat& display, std::string_view code, const Error& why) const {
    if (display.quarantine.size() >= limits::quarantine_reported_max) {
        display.quarantine.erase(display.quarantine.begin());
    }
    display.quarantine.push_back(
        {"sound", std::string(code), why.what.substr(0, limits::name_bytes_max), *since_});
}

} // namespace marquee::player
