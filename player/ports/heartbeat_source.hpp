// What the sync thread knows about itself, and who makes a heartbeat of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/contact.hpp"

namespace marquee::player {

// Where one display's manifest stands.
struct DisplaySync {
    DisplayId display;
    std::string name;
    ManifestNumber active;                // 0.0: none
    std::optional<ManifestNumber> wanted; // being fetched
    std::string blocked;                  // slug of what keeps `wanted` from becoming active

    friend bool operator==(const DisplaySync&, const DisplaySync&) = default;
};

struct SyncReport {
    PlayerId player;
    std::string nonce; // for the time token in the answer
    PlayerClock clock;
    std::int64_t trust_version = 0;
    std::vector<DisplaySync> displays;
    std::vector<Quarantined> set_aside; // state files and blobs

    friend bool operator==(const SyncReport&, const SyncReport&) = default;
};

// Sync thread. Never fails: what is not known is left at its default.
class HeartbeatSource {
public:
    virtual ~HeartbeatSource() = default;

    virtual Heartbeat heartbeat(const SyncReport& sync) = 0;
};

} // namespace marquee::player
