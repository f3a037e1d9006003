// The organisation's keys and trust documents on the disk.
//
//   DIRECTORY/keys/KEYID.pem                  private keys (PKCS #8), 0600
//   DIRECTORY/authorities/FINGERPRINT.pem     certificate of a TLS authority
//   DIRECTORY/authorities/FINGERPRINT.key.pem its private key, 0600
//   DIRECTORY/trust-N.json                    envelope of version N of the trust document
//
// Names are digests, so nothing points at anything: the newest document says which keys matter, and
// writing that document is the only commit. A crash before it leaves keys that nobody asks for.
// Blocks on the disk; one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/certificate_authority.hpp"
#include "common/signature.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::manager {

// One version: the signed bytes, and what they say.
struct TrustVersion {
    Envelope envelope;
    TrustDocument document;
};

class TrustFiles {
public:
    explicit TrustFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

    const std::filesystem::path& directory() const { return directory_; }

    // True once a first document was written.
    bool founded() const;

    // Makes the directories, 0700.
    Status prepare() const;

    // Every version from 1 on, each checked against the one before. Errors name the file:
    // not_found (none, or one is missing in the middle), malformed, and those of check_trust_step.
    Result<std::vector<TrustVersion>> read_versions() const;

    // already_exists: a version once written is never replaced.
    Status write_version(const TrustVersion& version) const;

    Status write_key(const PrivateKey& key) const;

    // Forgets a key that signs no longer.
    Status remove_key(const KeyId& id) const;

    // nullopt: the key is not kept here, as a root key that was moved away. Errors: malformed,
    // not_allowed (others than its owner may read the file), and digest_wrong (another key).
    Result<std::optional<PrivateKey>> read_key(const KeyId& id) const;

    Status write_authority(const CertificateAuthority& authority) const;

    // The authority of this certificate, with its key. not_found, malformed, not_allowed.
    Result<CertificateAuthority> read_authority(const std::string& certificate_pem) const;

private:
    std::filesystem::path version_path(std::int64_t version) const;
    std::filesystem::path key_path(const KeyId& id) const;

    std::filesystem::path directory_;
};

} // namespace marquee::manager
