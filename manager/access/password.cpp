#include "manager/access/password.hpp"

#include <array>

#include <sodium.h>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

Result<std::string> hash_password(std::string_view password) {
    if (password.size() > limits::password_bytes_max) {
        return fail(ErrorCode::too_large, "the password is too long", "/password");
    }
    if (sodium_init() < 0) {
        return fail(ErrorCode::internal, "the cryptographic library does not start");
    }
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE)
        != 0) {
        return fail(ErrorCode::busy, "there is no memory to hash a password");
    }
    return std::string(text.data());
}

std::string decoy_hash() {
    return "$argon2id$v=19$m=65536,t=2,p=1$bWFycXVlZS1kZWNveS4u$"
           "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k";
}

bool password_matches(const std::string& hash, std::string_view password) {
    return sodium_init() >= 0 && password.size() <= limits::password_bytes_max
           && crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

} // namespace marquee::manager
