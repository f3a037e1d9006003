// Keys, signatures and the DSSE envelope: who said this, and may they.
//
// DSSE: github.com/secure-systems-lab/dsse, protocol v1. ECDSA on P-256 with SHA-256 (FIPS 186-5)
// as 64 bytes r || s, or Ed25519 (RFC 8032). The suite of a signature is taken from the trust
// document, never from the envelope. Pure computation, any thread; a PrivateKey may be used by
// several threads at once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/trust.hpp"

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace marquee {

class PrivateKey {
public:
    static Result<PrivateKey> generate(SignatureSuite suite);

    // PKCS #8 PEM, unencrypted. malformed unless it is a P-256 or Ed25519 key.
    static Result<PrivateKey> from_pem(std::string_view pem);

    // A secret: write it with FileMode::secret and never log it.
    std::string to_pem() const;

    SignatureSuite suite() const { return suite_; }
    const std::string& public_key_der() const { return public_key_der_; } // SubjectPublicKeyInfo
    const KeyId& id() const { return id_; }

    // Raw signature of the message, 64 bytes in both suites.
    Result<std::string> sign(std::string_view message) const;

    // For common/certificate_authority only.
    evp_pkey_st* handle() const { return key_.get(); }

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    using Handle = std::unique_ptr<evp_pkey_st, Free>;

    PrivateKey(Handle key, SignatureSuite suite, std::string public_key_der);
    static Result<PrivateKey> adopt(evp_pkey_st* key);

    Handle key_;
    SignatureSuite suite_;
    std::string public_key_der_;
    KeyId id_;
};

// SHA-256 of the SubjectPublicKeyInfo, 64 hexadecimal digits.
KeyId key_id(std::string_view public_key_der);

// The entry of a trust document for this key.
TrustedKey trusted_key(const PrivateKey& key, std::vector<KeyRole> roles);

// signature_wrong unless `signature` over `message` was made with the key; malformed when the
// trust document's key is not what its suite says.
Status verify_signature(const TrustedKey& key, std::string_view message,
                        std::string_view signature);

// The bytes that are signed: "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload.
std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload);

// An envelope signed by each of the keys; without keys it carries no signature.
Result<Envelope> seal(std::string_view payload_type, std::string payload,
                      std::span<const PrivateKey* const> keys);

// One more signature on an envelope that exists.
Status add_signature(Envelope& envelope, const PrivateKey& key);

// Passes when at least `threshold` DIFFERENT keys that `trust` lists for `role` signed these bytes
// under this payload type. Zero accepts an envelope without signatures. Signatures of keys that are
// not listed, or listed for another role, count nothing and do no harm; a wrong signature of a key
// that counts refuses the envelope whatever else it carries.
//
// Otherwise: unknown_format (another payload type), too_large (signatures), signature_wrong,
// key_not_allowed, key_unknown, signature_missing, in this order of precedence.
Status verify(const Envelope& envelope, std::string_view payload_type, const TrustDocument& trust,
              KeyRole role, std::int32_t threshold);

} // namespace marquee
