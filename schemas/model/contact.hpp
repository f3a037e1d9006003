// What a player and its manager say to each other at every contact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/card.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"
#include "schemas/model/trust.hpp"

namespace marquee {

// The manager's word for the time, signed; holds for the nonce it answers.
struct TimeToken {
    OrganisationId organisation;
    std::string nonce; // of the player, 16 to 64 characters
    Instant utc{};
    Microseconds error{0}; // half width: the manager's own uncertainty

    friend bool operator==(const TimeToken&, const TimeToken&) = default;
};

// Which rung of the ladder a display stands on.
enum class Rung { black, notice, off, scheduled, filler, last_good, slate };

// One zone, now.
struct ZoneShowing {
    std::string zone;
    ProgramId program;
    std::int32_t revision = 0;
    ItemId item;
    std::string item_name;
    Sha256 content; // digest of the asset, or of a slogan's text

    friend bool operator==(const ZoneShowing&, const ZoneShowing&) = default;
};

// Something that could not be shown and was set aside.
struct Quarantined {
    std::string what; // item, asset digest or state file
    std::string code; // error_slug
    std::string detail;
    Instant since{};

    friend bool operator==(const Quarantined&, const Quarantined&) = default;
};

struct DisplayHeartbeat {
    DisplayId display;
    std::string name;
    ManifestNumber active;                // 0.0: none
    std::optional<ManifestNumber> wanted; // being fetched
    std::string blocked; // why `wanted` is not active yet, a slug; empty when it is
    Rung rung = Rung::slate;
    std::optional<CardId> card; // covers what the rung says; no zone is seen then
    std::vector<ZoneShowing> zones;
    std::uint64_t frames_presented = 0; // since the process started
    std::uint64_t frames_late = 0;
    std::vector<Quarantined> quarantine;

    friend bool operator==(const DisplayHeartbeat&, const DisplayHeartbeat&) = default;
};

// An absent figure was not readable on the device.
struct Vitals {
    std::optional<std::uint64_t> disk_free_bytes;
    std::optional<std::uint64_t> disk_total_bytes;
    std::optional<std::uint64_t> memory_available_bytes;
    std::optional<std::uint64_t> memory_total_bytes;
    std::optional<double> temperature_celsius;
    std::optional<double> load_one_minute;

    friend bool operator==(const Vitals&, const Vitals&) = default;
};

struct PlayerClock {
    Instant utc{}; // best guess
    bool trusted = false;
    Microseconds wall_ahead{0}; // of the operating system's clock over `utc`

    friend bool operator==(const PlayerClock&, const PlayerClock&) = default;
};

// Latest state of a player; a newer one replaces it. `sequence` orders them within one boot.
struct Heartbeat {
    PlayerId player;
    std::string nonce; // for the time token in the answer
    std::string boot_id;
    std::uint64_t sequence = 0;
    Seconds uptime{0}; // of the process
    PlayerClock clock;
    Software software;
    std::int64_t trust_version = 0;
    std::vector<DisplayHeartbeat> displays;
    Vitals vitals;

    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

// What the manager wants a display to hold.
struct ManifestHead {
    DisplayId display;
    ManifestNumber number;
    std::vector<UnitId> unit_path; // leaf first; displays move

    friend bool operator==(const ManifestHead&, const ManifestHead&) = default;
};

using ScreenshotId = Id<struct ScreenshotTag>;

// Somebody wants to see what is on a display.
struct ScreenshotOrder {
    ScreenshotId id; // names the picture that answers it
    DisplayId display;

    friend bool operator==(const ScreenshotOrder&, const ScreenshotOrder&) = default;
};

// The manager's answer to a heartbeat. Overrides come first.
struct ContactAnswer {
    std::vector<Envelope> overrides;
    Envelope time_token; // for the nonce of the heartbeat
    std::int64_t trust_version = 0;
    std::vector<ManifestHead> manifests;
    std::vector<ScreenshotOrder> screenshots; // only for players with the capability `screenshot`
    std::vector<CardOrder> cards;             // only for players with the capability `card`
    std::string restart; // boot_id of the run that shall end and begin anew; empty: none. Only for
                         // players with the capability `restart`
    Seconds next_contact{30}; // poll again after about this long

    friend bool operator==(const ContactAnswer&, const ContactAnswer&) = default;
};

} // namespace marquee
