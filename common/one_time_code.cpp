#include "common/one_time_code.hpp"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "common/base32.hpp"
#include "common/percent_encoding.hpp"
#include "common/random.hpp"

namespace marquee {

std::int64_t one_time_counter(Instant now) {
    return now.time_since_epoch() / one_time_step;
}

std::string one_time_code(std::string_view secret, std::int64_t counter) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i) {
        message[i] = static_cast<unsigned char>(counter >> (56 - 8 * i) & 0xff);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
         digest.data(), &size);
    // RFC 4226 section 5.3: 31 bits from where the last half byte points.
    const std::size_t at = digest[size - 1] & 15U;
    const std::uint32_t cut = (digest[at] & 127U) << 24 | std::uint32_t{digest[at + 1]} << 16
                              | std::uint32_t{digest[at + 2]} << 8 | std::uint32_t{digest[at + 3]};
    const std::string digits = std::to_string(cut % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> matching_counter(std::string_view secret, std::string_view code,
                                             std::int64_t last, Instant now) {
    const std::int64_t present = one_time_counter(now);
    std::optional<std::int64_t> found;
    for (std::int64_t counter = present - 1; counter <= present + 1; ++counter) {
        if (counter > last && equal_in_constant_time(one_time_code(secret, counter), code)) {
            found = counter;
        }
    }
    return found;
}

std::string typed_secret(std::string_view secret) {
    std::string text = to_base32(secret);
    for (char& c : text) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

std::string authenticator_url(std::string_view issuer, std::string_view account,
                              std::string_view secret) {
    const std::string by = percent_encoded(issuer);
    return "otpauth://totp/" + by + ":" + percent_encoded(account)
           + "?secret=" + typed_secret(secret) + "&issuer=" + by;
}

} // namespace marquee
