// Frozen floor: what nobody who publishes can do without. Every manifest, given as a value, is
// written, hashed and signed once, in a plain loop.
#pragma once

#include <vector>

#include "common/signature.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::bench {

// The bytes signed, so that nothing can be left out.
std::size_t write_hash_and_sign(const std::vector<Manifest>& manifests, const PrivateKey& key);

} // namespace marquee::bench
