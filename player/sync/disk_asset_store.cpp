#include "player/sync/disk_asset_store.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"
#include "common/sha256.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failed(std::string_view doing, const fs::path& path) {
    return tl::unexpected(file_error(errno, doing, path));
}

fs::path partial_path(const fs::path& root, const Sha256& digest) {
    return root / "partial" / to_hex(digest);
}

// Of all files in a folder and those in it; 0 when there is none.
std::uint64_t bytes_below(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code problem;
    for (fs::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        std::error_code gone; // a file that vanished meanwhile takes no room
        if (entry->is_regular_file(gone)) {
            const std::uintmax_t size = entry->file_size(gone);
            bytes += gone ? 0 : size;
        }
    }
    return bytes;
}

// Removes the files of a folder whose names are digests nobody needs, and leaves all others.
void remove_unneeded(const fs::path& folder, const std::unordered_set<Sha256>& needed) {
    std::error_code problem;
    std::vector<fs::path> unneeded;
    for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        const Result<Sha256> digest = sha256_from_hex(entry->path().filename().string());
        if (digest && !needed.contains(*digest)) {
            unneeded.push_back(entry->path());
        }
    }
    for (const fs::path& path : unneeded) {
        fs::remove(path,
                   problem); // what cannot be removed is tried again after the next activation
    }
}

} // namespace

PartialBlob::PartialBlob(BlobRef blob, fs::path path, int descriptor, std::uint64_t held)
    : blob_(blob), path_(std::move(path)), descriptor_(descriptor), bytes_held_(held) {}

PartialBlob::PartialBlob(PartialBlob&& other) noexcept
    : blob_(other.blob_),
      path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_held_(other.bytes_held_) {}

PartialBlob::~PartialBlob() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

Status PartialBlob::begin(std::uint64_t offset) {
    if (offset == bytes_held_) {
        return {};
    }
    if (offset != 0) {
        return fail(ErrorCode::conflict, "the bytes start where nobody asked", path_.string());
    }
    if (::ftruncate(descriptor_, 0) != 0) {
        return failed("shorten", path_);
    }
    bytes_held_ = 0;
    return {};
}

Status PartialBlob::write(std::string_view bytes) {
    if (bytes.size() > blob_.size_bytes - bytes_held_) {
        return fail(ErrorCode::too_large, "more bytes than were signed", to_hex(blob_.digest));
    }
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            return failed("write", path_);
        }
        if (put > 0) {
            bytes_held_ += static_cast<std::uint64_t>(put);
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
    }
    return {};
}

DiskAssetStore::DiskAssetStore(fs::path root, const Clock& clock, std::uint64_t bytes_max)
    : root_(std::move(root)), bytes_max_(bytes_max), clock_(clock) {}

fs::path DiskAssetStore::path_of(const Sha256& digest) const {
    const std::string name = to_hex(digest);
    return root_ / "blobs" / name.substr(0, 2) / name;
}

DiskAssetStore::Stamp DiskAssetStore::stamp_of(int descriptor) {
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return {};
    }
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    return {facts.st_ino, static_cast<std::uint64_t>(facts.st_size),
            facts.st_mtim.tv_sec * ns_per_second + facts.st_mtim.tv_nsec};
}

Result<OpenAsset> DiskAssetStore::open(const Sha256& digest) {
    const fs::path path = path_of(digest);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return failed("open", path);
    }
    const Stamp stamp = stamp_of(descriptor);
    OpenAsset asset(descriptor, stamp.size_bytes);
    {
        const std::lock_guard lock(mutex_);
        const auto known = verified_.find(digest);
        if (known != verified_.end() && known->second == stamp) {
            return asset;
        }
    }
    // Not under the lock: a film takes seconds.
    const Result<Sha256> found = sha256_of_file(descriptor);
    if (!found || *found != digest) {
        Error why{ErrorCode::digest_wrong, "the stored bytes are damaged", path.string(), {}};
        set_aside_damaged(digest, why);
        return tl::unexpected(std::move(why));
    }
    const std::lock_guard lock(mutex_);
    verified_[digest] = stamp;
    return asset;
}

void DiskAssetStore::set_aside_damaged(const Sha256& digest, const Error& why) {
    const fs::path path = path_of(digest);
    // One damaged copy is kept for people to look at; big files must not fill the disk.
    std::error_code ignored;
    fs::rename(path, root_ / "damaged-blob", ignored);
    if (ignored) {
        fs::remove(path, ignored);
    }
    const std::lock_guard lock(mutex_);
    verified_.erase(digest);
    if (damaged_.size() == limits::quarantine_kept_max) {
        damaged_.erase(damaged_.begin());
    }
    damaged_.push_back(
        {to_hex(digest), std::string(error_slug(why.code)), why.what, clock_.wall()});
}

bool DiskAssetStore::holds(const BlobRef& blob) const {
    struct stat facts {};
    return ::lstat(path_of(blob.digest).c_str(), &facts) == 0 && S_ISREG(facts.st_mode)
           && static_cast<std::uint64_t>(facts.st_size) == blob.size_bytes;
}

Result<std::string> DiskAssetStore::read(const Sha256& digest, std::size_t bytes_max) {
    Result<OpenAsset> asset = open(digest);
    if (!asset) {
        return tl::unexpected(asset.error());
    }
    if (asset->size_bytes() > bytes_max) {
        return fail(ErrorCode::too_large, "the blob is over its limit", to_hex(digest));
    }
    std::string bytes(asset->size_bytes(), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(asset->descriptor(), bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return fail(ErrorCode::io_failed, "the blob cannot be read", to_hex(digest));
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

Result<PartialBlob> DiskAssetStore::begin(const BlobRef& blob) {
    const fs::path path = partial_path(root_, blob.digest);
    if (Status made = make_directory(path.parent_path()); !made) {
        return tl::unexpected(made.error());
    }
    const int descriptor =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return failed("open", path);
    }
    PartialBlob partial(blob, path, descriptor, stamp_of(descriptor).size_bytes);
    if (partial.bytes_held_ > blob.size_bytes) { // of a document that named another size
        if (Status emptied = partial.begin(0); !emptied) {
            return tl::unexpected(emptied.error());
        }
    }
    const std::uint64_t rest = blob.size_bytes - partial.bytes_held_;
    if (const std::uint64_t free_bytes = room(descriptor); rest > free_bytes) {
        return fail(
            ErrorCode::disk_full, "no room for a blob", to_hex(blob.digest),
            {{"needed_bytes", std::to_string(rest)}, {"free_bytes", std::to_string(free_bytes)}});
    }
    return partial;
}

std::uint64_t DiskAssetStore::room(int descriptor) const {
    std::uint64_t room = bytes_max_;
    if (bytes_max_ != std::numeric_limits<std::uint64_t>::max()) {
        const std::uint64_t used = bytes_below(root_ / "blobs") + bytes_below(root_ / "partial");
        room -= std::min(used, room);
    }
    struct statvfs disk {};
    if (::fstatvfs(descriptor, &disk) == 0) {
        const std::uint64_t free_bytes = std::uint64_t{disk.f_bavail} * disk.f_frsize;
        room = std::min(room, free_bytes - std::min(free_bytes, limits::disk_reserve_bytes));
    }
    return room;
}

Status DiskAssetStore::commit(PartialBlob blob) {
    if (::fsync(blob.descriptor_) != 0) {
        return failed("flush", blob.path_);
    }
    const Result<Sha256> found = sha256_of_file(blob.descriptor_);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (*found != blob.blob_.digest) {
        ::unlink(blob.path_.c_str());
        return fail(ErrorCode::digest_wrong, "the downloaded bytes are not what was signed",
                    to_hex(blob.blob_.digest));
    }
    const fs::path path = path_of(blob.blob_.digest);
    if (Status made = make_directory(path.parent_path()); !made) {
        return made;
    }
    if (::rename(blob.path_.c_str(), path.c_str()) != 0) {
        return failed("rename", path);
    }
    {
        const std::lock_guard lock(mutex_);
        verified_[blob.blob_.digest] = stamp_of(blob.descriptor_);
    }
    return sync_directory(path.parent_path());
}

void DiskAssetStore::keep_only(const std::unordered_set<Sha256>& needed) {
    remove_unneeded(root_ / "partial", needed);
    std::error_code problem;
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(root_ / "blobs", problem), end; !problem && entry != end;
         entry.increment(problem)) {
        folders.push_back(entry->path());
    }
    for (const fs::path& folder : folders) {
        remove_unneeded(folder, needed);
    }
}

std::vector<Quarantined> DiskAssetStore::damaged() const {
    const std::lock_guard lock(mutex_);
    return damaged_;
}

} // namespace marquee::player
