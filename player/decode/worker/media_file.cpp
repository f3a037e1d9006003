#include "player/decode/worker/media_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace marquee::player::worker {

std::size_t MediaFile::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
    if (offset >= size_bytes_) {
        return 0;
    }
    const auto wanted = std::min<std::uint64_t>(into.size(), size_bytes_ - offset);
    std::size_t done = 0;
    while (done < wanted) {
        const ssize_t bytes = ::pread(descriptor_, into.data() + done, wanted - done,
                                      static_cast<off_t>(offset + done));
        if (bytes < 0 && errno == EINTR) {
            continue;
        }
        if (bytes <= 0) {
            break;
        }
        done += static_cast<std::size_t>(bytes);
    }
    return done;
}

} // namespace marquee::player::worker
