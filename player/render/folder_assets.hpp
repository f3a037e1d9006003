// Assets as files of a folder, found by their digest.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <utility>

#include <sys/types.h>

#include "player/ports/asset_store.hpp"

namespace marquee::player {

// Reads what a manager's or a player's blob folder holds: DIR/ab/cdef…, DIR/ab/abcdef…, or a plain
// DIR/abcdef…. No name from outside ever becomes a path. Bytes are hashed the first time, and again
// when the file is another one. Any thread.
class FolderAssets final : public AssetStore {
public:
    explicit FolderAssets(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<OpenAsset> open(const Sha256& digest) override;

private:
    // What a file was when its bytes were verified.
    struct Seen {
        dev_t device = 0;
        ino_t inode = 0;
        off_t size = 0;
        timespec changed{};
    };

    bool verified(const Sha256& digest, const Seen& seen);

    const std::filesystem::path folder_;
    std::mutex mutex_;
    std::map<Sha256, Seen> verified_; // guarded by mutex_
};

} // namespace marquee::player
