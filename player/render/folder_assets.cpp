#include "player/render/folder_assets.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>

#include "common/sha256.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t verified_max = 10'000; // remembered; then all are hashed anew

Result<OpenAsset> look(const std::filesystem::path& file, struct stat& status) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return fail(ErrorCode::not_found, "the asset is not in the folder", file.string());
    }
    const bool known = ::fstat(descriptor, &status) == 0;
    OpenAsset asset(descriptor, known ? static_cast<std::uint64_t>(status.st_size) : 0);
    if (!known || !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::not_found, "the asset is no file", file.string());
    }
    return asset;
}

} // namespace

Result<OpenAsset> FolderAssets::open(const Sha256& digest) {
    const std::string name = to_hex(digest);
    const std::filesystem::path shelf = folder_ / name.substr(0, 2);
    const std::array<std::filesystem::path, 3> places{shelf / name.substr(2), shelf / name,
                                                      folder_ / name};
    for (const std::filesystem::path& place : places) {
        struct stat status {};
        auto asset = look(place, status);
        if (!asset) {
            continue;
        }
        const Seen seen{status.st_dev, status.st_ino, status.st_size, status.st_mtim};
        if (verified(digest, seen)) {
            return asset;
        }
        const auto hashed = sha256_of_file(asset->descriptor());
        if (!hashed || *hashed != digest) {
            return fail(hashed ? ErrorCode::digest_wrong : hashed.error().code,
                        "the file is not what its name says", name);
        }
        const std::lock_guard lock(mutex_);
        if (verified_.size() >= verified_max) {
            verified_.clear();
        }
        verified_[digest] = seen;
        return asset;
    }
    return fail(ErrorCode::not_found, "the asset is not in the folder", name);
}

bool FolderAssets::verified(const Sha256& digest, const Seen& seen) {
    const std::lock_guard lock(mutex_);
    const auto known = verified_.find(digest);
    return known != verified_.end() && known->second.device == seen.device
           && known->second.inode == seen.inode && known->second.size == seen.size
           && known->second.changed.tv_sec == seen.changed.tv_sec
           && known->second.changed.tv_nsec == seen.changed.tv_nsec;
}

} // namespace marquee::player
