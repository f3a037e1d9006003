#include "common/openssl_handles.hpp"

#include <openssl/err.h>

namespace marquee::openssl {

std::string public_key_der(EVP_PKEY* key) {
    const int size = i2d_PUBKEY(key, nullptr);
    if (size <= 0) {
        return {};
    }
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char* out = bytes_of(der);
    i2d_PUBKEY(key, &out);
    return der;
}

std::string last_reason() {
    const unsigned long code = ERR_peek_last_error();
    const char* reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return reason != nullptr ? reason : "no reason given";
}

} // namespace marquee::openssl
