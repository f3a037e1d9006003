// The medium, as bytes at places.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace marquee::manager::worker {

// Reads by position; what lies behind the end reads as absent. Does not own the descriptor.
class Medium {
public:
    explicit Medium(int descriptor) : descriptor_(descriptor) {}

    // At most `bytes_max` from `place` on; fewer at the end, none behind it or after a failure.
    std::vector<std::uint8_t> read(std::uint64_t place, std::size_t bytes_max) const {
        std::vector<std::uint8_t> bytes(bytes_max);
        std::size_t filled = 0;
        while (filled < bytes.size()) {
            const ssize_t got = ::pread(descriptor_, bytes.data() + filled, bytes.size() - filled,
                                        static_cast<off_t>(place + filled));
            if (got <= 0) {
                break;
            }
            filled += static_cast<std::size_t>(got);
        }
        bytes.resize(filled);
        return bytes;
    }

private:
    int descriptor_;
};

inline bool has_at(std::span<const std::uint8_t> bytes, std::size_t place,
                   std::string_view wanted) {
    if (bytes.size() < place + wanted.size()) {
        return false;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (bytes[place + i] != static_cast<std::uint8_t>(wanted[i])) {
            return false;
        }
    }
    return true;
}

// Unsigned numbers; the bytes must be there.
inline std::uint32_t big_endian(std::span<const std::uint8_t> bytes) {
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes) {
        value = value << 8 | byte;
    }
    return value;
}

inline std::uint32_t little_endian(std::span<const std::uint8_t> bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        value = value << 8 | bytes[i - 1];
    }
    return value;
}

} // namespace marquee::manager::worker
