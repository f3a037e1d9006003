// What a display is meant to show from now on, as the manager knows it: for people who ask ahead.
#pragma once

#include <optional>
#include <vector>

#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::manager {

// The manifest that a display should hold, as it was signed. The failures of reading it.
Result<Manifest> read_wanted(const BlobStore& blobs, const WantedManifest& wanted);

struct DisplayPlan {
    Display display;
    std::vector<UnitId> unit_path;
    // None before the first was issued. Without an end: the manager renews it long before.
    std::optional<Manifest> manifest;
    // That reach the display and have not run out; one that was lifted ends with that.
    std::vector<Override> overrides;
};

// Those of the plan that had been issued at an instant.
std::vector<Override> issued_by(const DisplayPlan& plan, Instant at);

// not_found for an unknown display.
Result<DisplayPlan> plan_of(Database& database, const BlobStore& blobs, const DisplayId& display,
                            Instant now);

} // namespace marquee::manager
