#include "schemas/wire/seen_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace marquee::wire {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// PropList.txt and DerivedCoreProperties.txt of Unicode 15, ascending.
constexpr auto unseen = std::to_array<Range>({
    {0x0000, 0x0020},   {0x007F, 0x00A0},   {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
    {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
    {0x2028, 0x202F},   {0x205F, 0x206F},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
});

// The code point that begins the text, which is valid UTF-8, and is taken off it.
char32_t take(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && i < text.size(); ++i) {
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(std::min(length, text.size()));
    return point;
}

bool is_unseen(char32_t point) {
    const auto* const range = std::find_if(unseen.begin(), unseen.end(),
                                           [&](const Range& each) { return point <= each.last; });
    return range != unseen.end() && point >= range->first;
}

} // namespace

std::optional<ErrorParams> first_control(std::string_view text, std::string_view allowed) {
    for (std::size_t nth = 1; !text.empty(); ++nth) {
        const char32_t point = take(text);
        const bool control = point < 0x20 || point == 0x7F;
        if (control && allowed.find(static_cast<char>(point)) == std::string_view::npos) {
            std::array<char, 8> name{};
            std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(point));
            return ErrorParams{{"character", name.data()}, {"nth", std::to_string(nth)}};
        }
    }
    return std::nullopt;
}

bool is_unseen(std::string_view text) {
    while (!text.empty()) {
        if (!is_unseen(take(text))) {
            return false;
        }
    }
    return true;
}

} // namespace marquee::wire
