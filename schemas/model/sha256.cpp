#include "schemas/model/sha256.hpp"

namespace marquee {

namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

std::string to_hex(const Sha256& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const std::uint8_t byte : digest.bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Result<Sha256> sha256_from_hex(std::string_view text) {
    if (text.size() != 64) {
        return fail(ErrorCode::malformed, "a SHA-256 digest is 64 hexadecimal digits");
    }
    Sha256 digest;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = nibble(text[2 * i]);
        const int low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return fail(ErrorCode::malformed, "a SHA-256 digest is lower-case hexadecimal");
        }
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

} // namespace marquee
