// Reads X.509 certificates (RFC 5280): whose it is, until when, and whether an authority vouches.
//
// The instant of a check is always given: a device that boots in 1970 checks against its trusted
// floor, not against its wall clock. Pure computation, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

struct Certificate {
    std::string common_name; // of the subject; on a player's certificate its PlayerId
    std::string issuer_common_name;
    std::vector<std::string> names; // DNS names and IP addresses it holds for
    Interval validity;              // not after is read as the first instant outside
    Sha256 fingerprint;             // of the DER
    std::string serial;             // hexadecimal
    std::string public_key_der;     // SubjectPublicKeyInfo
    bool authority = false;         // may sign certificates
};

// The first certificate of the PEM text. malformed when there is none.
Result<Certificate> read_certificate(std::string_view pem);

enum class CertificatePurpose { server, client };

// Passes when the first certificate of `chain_pem` (further ones may help) leads to one of the
// authorities, holds for the purpose, and every certificate on the way is valid at `at`.
// Errors: malformed, expired, not_yet_valid, tls_refused with OpenSSL's reason.
Status verify_certificate(std::string_view chain_pem, std::span<const std::string> authorities_pem,
                          CertificatePurpose purpose, Instant at);

} // namespace marquee
