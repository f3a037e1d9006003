// Immutable bytes by their digest: pictures, films, sounds, fonts.
#pragma once

#include <cstdint>
#include <string>

#include "schemas/model/sha256.hpp"

namespace marquee {

struct AssetRef {
    Sha256 sha256;
    std::uint64_t size_bytes = 0;
    std::string media_type; // "image/jpeg"

    friend bool operator==(const AssetRef&, const AssetRef&) = default;
};

} // namespace marquee
