// What one display shall do, as a function of what staff decided. Pure: same inputs, same bytes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "manager/ports/content_repository.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// Everything that decides one display's manifest.
struct ManifestInputs {
    OrganisationId organisation;
    Display display;
    std::vector<ScheduleRecord> schedules; // that reach the display
    // The latest approved revision of each program that has one, with its content.
    std::map<ProgramId, ProgramRevision> approved;
    std::vector<ProgramId> filler; // in turn
    std::vector<Times> off_hours;
    ZoneRules zone; // of the display
};

// The manifest without number and instants. Schedules of programs that were never approved are left
// out, and so are those of programs that are not allowed on this display. Order follows the ids.
Manifest build_manifest(const ManifestInputs& inputs);

// The digest of what matters in a manifest: its document without number and instants. Two manifests
// of equal content are the same statement, and the display need not hear of the newer one.
Sha256 content_digest(Manifest manifest);

// How long a manifest holds, and how much of that must be left: one that has less is issued anew
// with a higher number.
inline constexpr std::chrono::days manifest_validity{90};
inline constexpr std::chrono::days manifest_validity_left_min{45};

// The number and instants of the next manifest. The generation counts on across epochs.
Manifest issue(Manifest manifest, ManifestNumber previous, std::int64_t epoch, Instant now);

// True when the display needs a new manifest: it has none, its content or the epoch differs, or it
// will soon expire.
bool must_reissue(const std::optional<WantedManifest>& held, const Sha256& content,
                  std::int64_t epoch, Instant now);

} // namespace marquee::manager
