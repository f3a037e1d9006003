#include <openssl/ec.h>
#include <openssl/pem.h>

#include "common/openssl_handles.hpp"
#include "common/public_key.hpp"
#include "common/sha256.hpp"
#include "common/signature.hpp"

namespace marquee {

namespace {

constexpr std::size_t p256_coordinate_bytes = 32;

tl::unexpected<Error> defect(std::string_view doing) {
    return fail(ErrorCode::internal,
                "OpenSSL could not " + std::string(doing) + ": " + openssl::last_reason());
}

// DER SEQUENCE { r, s } as OpenSSL makes it, to 64 bytes r || s.
Result<std::string> raw_from_der(std::string_view der) {
    const unsigned char* in = openssl::bytes_of(der);
    const openssl::EcdsaSignature pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
    std::string raw(2 * p256_coordinate_bytes, '\0');
    constexpr int width = p256_coordinate_bytes;
    unsigned char* out = openssl::bytes_of(raw);
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, width) != width
        || BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + width, width) != width) {
        return defect("write a signature");
    }
    return raw;
}

} // namespace

void PrivateKey::Free::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

PrivateKey::PrivateKey(Handle key, SignatureSuite suite, std::string public_key_der)
    : key_(std::move(key)),
      suite_(suite),
      public_key_der_(std::move(public_key_der)),
      id_(key_id(public_key_der_)) {}

Result<PrivateKey> PrivateKey::adopt(evp_pkey_st* key) {
    Handle handle(key);
    const auto suite = openssl::suite_of(key);
    if (!suite) {
        return fail(ErrorCode::malformed, "a signing key is ECDSA on P-256 or Ed25519");
    }
    std::string der = openssl::public_key_der(key);
    if (der.empty()) {
        return defect("write a public key");
    }
    return PrivateKey(std::move(handle), *suite, std::move(der));
}

Result<PrivateKey> PrivateKey::generate(SignatureSuite suite) {
    EVP_PKEY* key = suite == SignatureSuite::ed25519
                        ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                        : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    if (key == nullptr) {
        return defect("make a key");
    }
    return adopt(key);
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem) {
    // A password callback that answers nothing: an encrypted key is refused, never asked about.
    const auto no_password = [](char*, int, int, void*) { return -1; };
    EVP_PKEY* key =
        PEM_read_bio_PrivateKey(openssl::reading(pem).get(), nullptr, no_password, nullptr);
    if (key == nullptr) {
        return fail(ErrorCode::malformed, "not a private key in PEM: " + openssl::last_reason());
    }
    return adopt(key);
}

std::string PrivateKey::to_pem() const {
    const openssl::Bio out(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PKCS8PrivateKey(out.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return openssl::contents(out);
}

Result<std::string> PrivateKey::sign(std::string_view message) const {
    const openssl::DigestContext context(EVP_MD_CTX_new());
    const EVP_MD* digest = suite_ == SignatureSuite::ed25519 ? nullptr : EVP_sha256();
    std::size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, openssl::bytes_of(message), message.size())
               != 1) {
        return defect("sign");
    }
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), openssl::bytes_of(signature), &size,
                       openssl::bytes_of(message), message.size())
        != 1) {
        return defect("sign");
    }
    signature.resize(size);
    return suite_ == SignatureSuite::ed25519 ? Result<std::string>(std::move(signature))
                                             : raw_from_der(signature);
}

KeyId key_id(std::string_view public_key_der) {
    return to_hex(sha256(public_key_der));
}

TrustedKey trusted_key(const PrivateKey& key, std::vector<KeyRole> roles) {
    return {key.id(), key.suite(), key.public_key_der(), std::move(roles)};
}

} // namespace marquee
