#include "common/random.hpp"

#include <cerrno>
#include <cstdlib>

#include <openssl/crypto.h>
#include <sys/random.h>

#include "common/base32.hpp"

namespace marquee {

void OsRandomness::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno != EINTR) {
            std::abort();
        }
        if (got > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(got));
        }
    }
}

std::string secure_token(Randomness& randomness) {
    std::string secret = random_bytes(randomness, 32);
    std::string text = to_base32(secret);
    OPENSSL_cleanse(secret.data(), secret.size());
    return text;
}

std::string random_bytes(Randomness& randomness, std::size_t bytes) {
    std::string raw(bytes, '\0');
    randomness.fill({reinterpret_cast<std::uint8_t*>(raw.data()), raw.size()});
    return raw;
}

std::string random_hex(Randomness& randomness, std::size_t bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes);
    for (const char c : random_bytes(randomness, bytes)) {
        const auto byte = static_cast<std::uint8_t>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace marquee
