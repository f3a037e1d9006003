// Fetches blobs in slices, so that a long film never keeps the player from its next contact.
#pragma once

#include <atomic>

#include "common/clock.hpp"
#include "player/ports/manager_link.hpp"
#include "player/sync/disk_asset_store.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Owned by the sync thread, except interrupt().
class Downloader {
public:
    Downloader(ManagerLink& link, DiskAssetStore& store, const Clock& clock)
        : link_(link), store_(store), clock_(clock) {}

    // Ok: the blob is in the store, verified. busy: the slice is over (at `until`, by the monotonic
    // clock) or was interrupted; what came is kept. Otherwise as ManagerLink::download and
    // DiskAssetStore::commit say.
    Status fetch(const BlobRef& blob, Microseconds until);

    // Any thread. Ends the slice in progress and every later one, until resume().
    void interrupt() { interrupted_ = true; }
    void resume() { interrupted_ = false; }

private:
    ManagerLink& link_;
    DiskAssetStore& store_;
    const Clock& clock_;
    std::atomic<bool> interrupted_ = false;
};

} // namespace marquee::player
