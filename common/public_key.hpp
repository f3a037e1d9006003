// Public keys as OpenSSL holds them. For the .cpp files of this folder only.
#pragma once

#include <optional>
#include <string_view>

#include "common/openssl_handles.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::openssl {

// Nothing for a key that is neither P-256 nor Ed25519.
std::optional<SignatureSuite> suite_of(const EVP_PKEY* key);

// Null unless `der` is one whole SubjectPublicKeyInfo.
PublicKey read_public_key(std::string_view der);

} // namespace marquee::openssl
