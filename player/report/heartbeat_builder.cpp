#include "player/report/heartbeat_builder.hpp"

#include <algorithm>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

// Cuts before a character of UTF-8, not within.
std::string cut(std::string text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        std::size_t end = bytes_max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

// What concerns the whole player, then what concerns this display; of both the newest.
std::vector<Quarantined> newest(std::vector<Quarantined> all, const DisplayWatch& watch) {
    all.insert(all.end(), watch.quarantine.begin(), watch.quarantine.end());
    std::stable_sort(all.begin(), all.end(), [](const Quarantined& one, const Quarantined& two) {
        return one.since < two.since;
    });
    if (all.size() > limits::quarantine_reported_max) {
        all.erase(all.begin(), all.end() - limits::quarantine_reported_max);
    }
    for (Quarantined& entry : all) {
        entry.what = cut(std::move(entry.what), limits::name_bytes_max);
        entry.detail = cut(std::move(entry.detail), limits::name_bytes_max);
    }
    return all;
}

DisplayHeartbeat build_display(const DisplaySync& sync, const DisplayWatch& watch,
                               const std::vector<Quarantined>& set_aside) {
    DisplayHeartbeat display;
    display.display = sync.display;
    display.name = sync.name;
    display.active = sync.active;
    display.wanted = sync.wanted;
    display.blocked = sync.blocked;
    display.rung = watch.rung;
    display.card = watch.card;
    display.zones = watch.zones;
    display.frames_presented = watch.frames_presented;
    display.frames_late = watch.frames_late;
    display.quarantine = newest(set_aside, watch);
    return display;
}

} // namespace

Heartbeat build_heartbeat(const HeartbeatParts& parts) {
    Heartbeat heartbeat;
    heartbeat.player = parts.sync.player;
    heartbeat.nonce = parts.sync.nonce;
    heartbeat.boot_id = parts.process.boot_id;
    heartbeat.sequence = parts.process.sequence;
    heartbeat.uptime = parts.process.uptime;
    heartbeat.clock = parts.sync.clock;
    heartbeat.software = parts.software;
    heartbeat.trust_version = parts.sync.trust_version;
    heartbeat.vitals = parts.vitals;
    for (const DisplaySync& display : parts.sync.displays) {
        const auto watched = parts.watched.find(display.display);
        heartbeat.displays.push_back(build_display(
            display, watched == parts.watched.end() ? DisplayWatch{} : watched->second,
            parts.sync.set_aside));
    }
    return heartbeat;
}

} // namespace marquee::player
