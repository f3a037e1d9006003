// Puts a heartbeat together from what sync, playout and the device say.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "player/ports/heartbeat_source.hpp"
#include "player/report/frame_watch.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::player {

// This start of the process.
struct ProcessFacts {
    std::string boot_id;        // differs with every start
    std::uint64_t sequence = 0; // of the heartbeat, within this start
    Seconds uptime{0};
};

struct HeartbeatParts {
    const SyncReport& sync;
    const std::map<DisplayId, DisplayWatch>& watched;
    const Vitals& vitals;
    const Software& software;
    ProcessFacts process;
};

// Pure. Every display of the sync report has its place, whether or not it presented anything. What
// the wire limits is cut: of a quarantine list the newest limits::quarantine_reported_max, of its
// details the first limits::name_bytes_max bytes.
Heartbeat build_heartbeat(const HeartbeatParts& parts);

} // namespace marquee::player
