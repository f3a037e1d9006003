// Who may sign what. Pinned by players; version N+1 is signed by the root keys of version N.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// ECDSA on P-256 with SHA-256, as 64 bytes r || s; or Ed25519 (RFC 8032). SM2 is reserved.
enum class SignatureSuite { ecdsa_p256_sha256, ed25519 };

// SHA-256 of the DER SubjectPublicKeyInfo (RFC 5280), 64 hexadecimal digits.
using KeyId = std::string;

enum class KeyRole {
    root,     // signs the next trust document
    manifest, // the manager's online key: manifests
    time,     // time tokens
    withdraw, // withdrawals and black
    notice,   // duty officers' notices
    approve,  // programs
};

struct TrustedKey {
    KeyId id;
    SignatureSuite suite = SignatureSuite::ecdsa_p256_sha256;
    std::string public_key_der; // SubjectPublicKeyInfo bytes; base64 on the wire
    std::vector<KeyRole> roles;

    friend bool operator==(const TrustedKey&, const TrustedKey&) = default;
};

// How many different keys of a role a document needs. Zero approvals is allowed and is said.
struct TrustThresholds {
    std::int32_t root = 1;
    std::int32_t approve = 0;

    friend bool operator==(const TrustThresholds&, const TrustThresholds&) = default;
};

struct TrustDocument {
    OrganisationId organisation;
    std::string organisation_name;
    std::int64_t version = 1;
    Instant issued_at{};
    std::int64_t epoch = 1; // the lowest epoch of a manifest that is still believed
    std::vector<TrustedKey> keys;
    TrustThresholds thresholds;
    std::vector<std::string> tls_authorities; // PEM certificates that may vouch for the manager

    friend bool operator==(const TrustDocument&, const TrustDocument&) = default;
};

// A DSSE envelope (github.com/secure-systems-lab/dsse, v1): the payload is carried and verified as
// the bytes that were signed and is never re-serialised.
struct EnvelopeSignature {
    KeyId key;
    std::string signature; // raw bytes; base64 on the wire

    friend bool operator==(const EnvelopeSignature&, const EnvelopeSignature&) = default;
};

struct Envelope {
    std::string payload_type; // "application/vnd.marquee.manifest.v1+json"
    std::string payload;      // raw bytes; base64 on the wire
    std::vector<EnvelopeSignature> signatures;

    friend bool operator==(const Envelope&, const Envelope&) = default;
};

} // namespace marquee
