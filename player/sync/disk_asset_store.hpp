// Assets and program envelopes on the player's disk, each under its digest.
//
//   blobs/ab/abcd…    verified when it arrived, and again at its first opening after each start
//   partial/abcd…     as far as it has come; grows by Range requests
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/clock.hpp"
#include "player/ports/asset_store.hpp"
#include "player/ports/manager_link.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// A digest and the size that was signed with it.
struct BlobRef {
    Sha256 digest;
    std::uint64_t size_bytes = 0;

    friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

// A blob on its way in: appends to its partial file. One thread.
class PartialBlob final : public BlobSink {
public:
    PartialBlob(PartialBlob&& other) noexcept;
    PartialBlob& operator=(PartialBlob&&) = delete;
    ~PartialBlob() override;

    // What a killed or broken download left here.
    std::uint64_t bytes_held() const { return bytes_held_; }
    bool complete() const { return bytes_held_ == blob_.size_bytes; }

    // conflict: starts at an offset that was not asked for.
    Status begin(std::uint64_t offset) override;

    // too_large: more than the signed size. disk_full.
    Status write(std::string_view bytes) override;

private:
    friend class DiskAssetStore;
    PartialBlob(BlobRef blob, std::filesystem::path path, int descriptor, std::uint64_t held);

    BlobRef blob_;
    std::filesystem::path path_;
    int descriptor_;
    std::uint64_t bytes_held_;
};

// open(), holds(), read() and damaged() on any thread; the others on the sync thread.
class DiskAssetStore final : public AssetStore {
public:
    // Folders are made when the first blob arrives. `bytes_max`: of all blobs together, whole and
    // partial.
    DiskAssetStore(std::filesystem::path root, const Clock& clock,
                   std::uint64_t bytes_max = std::numeric_limits<std::uint64_t>::max());

    // Hashes the whole file at its first opening after a start, and whenever it changed since.
    Result<OpenAsset> open(const Sha256& digest) override;

    // There, of this size, and not known to be damaged; cheap, for planning.
    bool holds(const BlobRef& blob) const;

    // All bytes of a verified blob. too_large over `bytes_max`.
    Result<std::string> read(const Sha256& digest, std::size_t bytes_max);

    // disk_full when the rest of the blob would not leave limits::disk_reserve_bytes free, or when
    // all blobs would be more than they may be.
    Result<PartialBlob> begin(const BlobRef& blob);

    // A complete partial blob becomes a blob: fsync, hash, rename, fsync. digest_wrong: the partial
    // file is gone and the download starts over.
    Status commit(PartialBlob blob);

    // Removes every blob and partial blob that is not in `needed`.
    void keep_only(const std::unordered_set<Sha256>& needed);

    // Blobs found damaged since the start and set aside; the newest.
    std::vector<Quarantined> damaged() const;

private:
    // What a verified file looked like; a file that looks different is hashed again.
    struct Stamp {
        std::uint64_t inode = 0;
        std::uint64_t size_bytes = 0;
        std::int64_t changed_ns = 0;

        friend bool operator==(const Stamp&, const Stamp&) = default;
    };

    static Stamp stamp_of(int descriptor);
    std::filesystem::path path_of(const Sha256& digest) const;
    void set_aside_damaged(const Sha256& digest, const Error& why);
    // How many bytes more there is room for.
    std::uint64_t room(int descriptor) const;

    const std::filesystem::path root_;
    const std::uint64_t bytes_max_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::unordered_map<Sha256, Stamp> verified_; // guarded by mutex_
    std::vector<Quarantined> damaged_;           // guarded by mutex_
};

} // namespace marquee::player
