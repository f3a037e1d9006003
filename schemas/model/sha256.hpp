// The name of immutable bytes: a SHA-256 digest (FIPS 180-4). Computed by common/sha256.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee {

struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};

    friend auto operator<=>(const Sha256&, const Sha256&) = default;
};

// 64 lower-case hexadecimal digits.
std::string to_hex(const Sha256& digest);

// malformed unless exactly 64 lower-case hexadecimal digits.
Result<Sha256> sha256_from_hex(std::string_view text);

} // namespace marquee

template<>
struct std::hash<marquee::Sha256> {
    std::size_t operator()(const marquee::Sha256& digest) const {
        std::size_t value = 0; // a digest is uniform already: its first bytes will do
        for (std::size_t i = 0; i < sizeof value; ++i) {
            value = value << 8 | digest.bytes[i];
        }
        return value;
    }
};
