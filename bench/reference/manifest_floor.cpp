#include "bench/reference/manifest_floor.hpp"

#include <array>

#include "common/sha256.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::bench {

std::size_t write_hash_and_sign(const std::vector<Manifest>& manifests, const PrivateKey& key) {
    const std::string type = wire::payload_type(wire::formats::manifest);
    const std::array<const PrivateKey*, 1> keys{&key};
    std::size_t bytes = 0;
    for (const Manifest& manifest : manifests) {
        std::string document = wire::write_manifest(manifest);
        const Sha256 digest = sha256(document);
        const Envelope envelope = seal(type, std::move(document), keys).value();
        bytes += envelope.payload.size() + digest.bytes.size();
    }
    return bytes;
}

} // namespace marquee::bench
