#include "common/public_key.hpp"

#include <array>
#include <string_view>

#include <openssl/obj_mac.h>

namespace marquee::openssl {

std::optional<SignatureSuite> suite_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "ED25519") == 1) {
        return SignatureSuite::ed25519;
    }
    std::array<char, 32> group{};
    std::size_t size = 0;
    const bool p256 = EVP_PKEY_is_a(key, "EC") == 1
                      && EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1
                      && std::string_view(group.data(), size) == SN_X9_62_prime256v1;
    return p256 ? std::optional(SignatureSuite::ecdsa_p256_sha256) : std::nullopt;
}

PublicKey read_public_key(std::string_view der) {
    const unsigned char* in = bytes_of(der);
    const unsigned char* const end = in + der.size();
    PublicKey key(d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())));
    if (in != end) {
        key.reset();
    }
    return key;
}

} // namespace marquee::openssl
