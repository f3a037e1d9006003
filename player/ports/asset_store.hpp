// Immutable bytes on the device, by digest.
#pragma once

#include <cstdint>
#include <utility>

#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// A descriptor open for reading; closed with the object.
class OpenAsset {
public:
    OpenAsset(int descriptor, std::uint64_t size_bytes)
        : descriptor_(descriptor), size_bytes_(size_bytes) {}
    OpenAsset(OpenAsset&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), size_bytes_(other.size_bytes_) {}
    OpenAsset& operator=(OpenAsset&&) = delete;
    ~OpenAsset();

    int descriptor() const { return descriptor_; }
    std::uint64_t size_bytes() const { return size_bytes_; }

private:
    int descriptor_;
    std::uint64_t size_bytes_;
};

// Any thread. May touch the disk, so not for the render thread.
class AssetStore {
public:
    virtual ~AssetStore() = default;

    // Only bytes that were verified against the digest are ever opened. not_found when the store
    // does not hold them; digest_wrong when what it held was damaged (it is set aside).
    virtual Result<OpenAsset> open(const Sha256& digest) = 0;
};

} // namespace marquee::player
