#include "player/local_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>

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

} // namespace marquee::player
