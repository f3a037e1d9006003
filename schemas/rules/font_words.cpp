#include "schemas/rules/font_words.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

constexpr std::string_view prefix = "font.";

} // namespace

std::string font_word(const Sha256& coverage) {
    return std::string(prefix) + to_hex(coverage);
}

std::optional<Sha256> font_of(std::string_view capability) {
    if (!capability.starts_with(prefix)) {
        return std::nullopt;
    }
    const auto digest = sha256_from_hex(capability.substr(prefix.size()));
    return digest ? std::optional(*digest) : std::nullopt;
}

std::vector<Sha256> fonts_among(const std::vector<std::string>& capabilities) {
    std::vector<Sha256> fonts;
    for (const std::string& capability : capabilities) {
        if (const auto font = font_of(capability)) {
            fonts.push_back(*font);
        }
    }
    std::sort(fonts.begin(), fonts.end());
    fonts.erase(std::unique(fonts.begin(), fonts.end()), fonts.end());
    return fonts;
}

} // namespace marquee::rules
