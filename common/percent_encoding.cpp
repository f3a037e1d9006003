#include "common/percent_encoding.hpp"

namespace marquee {

std::string percent_encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string coded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                           || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
        if (plain) {
            coded += c;
        } else {
            coded += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return coded;
}

} // namespace marquee
