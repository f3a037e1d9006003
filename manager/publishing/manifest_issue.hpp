// When a display needs a new manifest, and which number and instants that one has. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "manager/ports/fleet_repository.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// How long a manifest holds, and how much of that must be left: one that has less is issued anew
// with a higher number.
inline constexpr std::chrono::days manifest_validity{90};
inline constexpr std::chrono::days manifest_validity_left_min{45};

// What is a display's own in its manifest; everything else it shares with its class.
struct Overlay {
    DisplayId display;
    ManifestNumber number;
    Instant issued_at{};
    Instant not_after{};
    std::int32_t volume_percent = 100;
    std::optional<WallPlace> wall = {}; // where the class is of displays on a wall
    std::string display_name = {};      // where the class is told names
    std::string unit_name = {};

    friend bool operator==(const Overlay&, const Overlay&) = default;
};

// The overlay of the display's next manifest. The generation counts on across epochs. `unit_name`:
// of the unit it stands in.
Overlay next_overlay(const DisplaySite& display, const std::string& unit_name, std::int64_t epoch,
                     Instant now);

// True when the display needs a new manifest: it has none, its content or the epoch differs, or it
// will soon expire.
bool must_reissue(const std::optional<WantedManifest>& held, const Sha256& content,
                  std::int64_t epoch, Instant now);

} // namespace marquee::manager
