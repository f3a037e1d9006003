// What people compare by eye: a digest, short enough to read aloud.
#pragma once

#include <string>

#include "schemas/model/sha256.hpp"

namespace marquee {

// The first 64 bits as "3F2A-90C1-7B44-E05D". Making a second key with the same one takes 2^63
// tries, and a code on a screen lives for ten minutes.
std::string short_fingerprint(const Sha256& digest);

} // namespace marquee
