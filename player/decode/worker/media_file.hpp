// The bytes to decode, read by position: the descriptor's own offset belongs to nobody.
#pragma once

#include <cstdint>
#include <span>

namespace marquee::player::worker {

class MediaFile {
public:
    MediaFile(int descriptor, std::uint64_t size_bytes)
        : descriptor_(descriptor), size_bytes_(size_bytes) {}

    std::uint64_t size_bytes() const { return size_bytes_; }

    // Fills `into` from `offset` on; fewer bytes at the end of the file or where reading fails.
    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const;

private:
    int descriptor_;
    std::uint64_t size_bytes_;
};

} // namespace marquee::player::worker
