// What a display should be doing now by the manifest it is meant to hold: a display that is planned
// to be dark is not blamed for its silence.
#pragma once

#include <mutex>
#include <unordered_map>

#include "manager/ports/blob_store.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::manager {

// Any thread. Reads a manifest once and again only when its answer may have changed.
class PlannedRungs {
public:
    explicit PlannedRungs(BlobStore& blobs) : blobs_(blobs) {}

    // Rung::scheduled for a manifest that cannot be read: nothing is excused then.
    Rung at(const WantedManifest& wanted, Instant now);

private:
    struct Plan {
        Sha256 envelope;
        Interval holds; // `rung` does
        Rung rung = Rung::scheduled;
    };

    Plan evaluate(const WantedManifest& wanted, Instant now);

    BlobStore& blobs_;
    std::mutex mutex_;
    std::unordered_map<DisplayId, Plan> plans_; // guarded by mutex_
};

} // namespace marquee::manager
