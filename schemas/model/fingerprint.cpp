#include "schemas/model/fingerprint.hpp"

namespace marquee {

std::string short_fingerprint(const Sha256& digest) {
    const std::string hex = to_hex(digest).substr(0, 16);
    std::string text;
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const char c = hex[i];
        text += i > 0 && i % 4 == 0 ? "-" : "";
        text += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

} // namespace marquee
