#include "player/decode/picture_program.hpp"

#include <unistd.h>

#include <array>
#include <string_view>

namespace marquee::player {

namespace {

using namespace std::string_view_literals;

constexpr std::array signatures{"\xFF\xD8\xFF"sv, "\x89PNG\r\n\x1A\n"sv};

} // namespace

std::optional<std::string> picture_program(const std::string& program, const OpenAsset& media) {
    std::array<char, 8> bytes{};
    const ssize_t got = ::pread(media.descriptor(), bytes.data(), bytes.size(), 0);
    const std::string_view head(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    for (const std::string_view signature : signatures) {
        if (head.starts_with(signature)) {
            std::string beside = program + "-picture";
            return ::access(beside.c_str(), X_OK) == 0 ? std::optional(std::move(beside))
                                                       : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace marquee::player
