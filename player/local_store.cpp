#include "player/local_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace marquee::player {

Result<OpenAsset> LocalStore::open(const Sha256& digest) {
    const auto known = files_.find(digest);
    if (known == files_.end()) {
        return fail(ErrorCode::not_found, "not one of the files", to_hex(digest));
    }
    return open_file(known->second);
}

Result<OpenAsset> open_file(const std::filesystem::path& file) {
    struct stat status {};
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool usable = descriptor >= 0 && ::fstat(descriptor, &status) == 0;
    OpenAsset opened(descriptor, static_cast<std::uint64_t>(status.st_size));
    if (!usable || !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::not_found, "file cannot be opened", file.string());
    }
    return opened;
}

Result<Sha256> identity_of(const OpenAsset& file) {
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) {
        return fail(ErrorCode::not_found, "file cannot be looked at");
    }
    const std::int64_t changed_ns =
        std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    const std::array<std::uint64_t, 4> parts{
        static_cast<std::uint64_t>(changed_ns), std::uint64_t{status.st_ino},
        static_cast<std::uint64_t>(status.st_size), std::uint64_t{status.st_dev}};
    Sha256 identity;
    static_assert(sizeof parts == sizeof identity.bytes);
    std::memcpy(identity.bytes.data(), parts.data(), sizeof parts);
    return identity;
}

} // namespace marquee::player
