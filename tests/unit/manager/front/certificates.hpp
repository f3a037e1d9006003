// Certificates for tests, made on the spot.
#pragma once

#include <string>

#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct Identity {
    std::string certificate_pem;
    std::string private_key_pem;
    Sha256 fingerprint; // of the certificate's DER
};

struct Validity {
    Instant from;
    Instant until;
};

// A P-256 authority that signs itself.
Identity make_authority(const std::string& name, const Validity& validity);

// A certificate for `common_name`, signed by the authority; good for servers and clients.
Identity issue(const Identity& authority, const std::string& common_name, const Validity& validity);

} // namespace marquee::manager
