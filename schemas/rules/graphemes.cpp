#include "schemas/rules/graphemes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace marquee::rules {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

constexpr std::array<Range, 10> joining{{{0x0300, 0x036F},
                                         {0x1AB0, 0x1AFF},
                                         {0x1DC0, 0x1DFF},
                                         {0x200D, 0x200D},
                                         {0x20D0, 0x20FF},
                                         {0x3099, 0x309A},
                                         {0xFE00, 0xFE0F},
                                         {0xFE20, 0xFE2F},
                                         {0x1F3FB, 0x1F3FF},
                                         {0xE0100, 0xE01EF}}};

bool joins(std::uint32_t code_point) {
    return std::any_of(joining.begin(), joining.end(), [&](const Range& range) {
        return range.first <= code_point && code_point <= range.last;
    });
}

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The code point that starts at `at`, whose text is valid UTF-8.
std::uint32_t code_point_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    std::uint32_t value = lead < 0x80   ? lead
                          : lead < 0xE0 ? lead & 0x1F
                          : lead < 0xF0 ? lead & 0x0F
                                        : lead & 0x07;
    for (++at; at < text.size() && continues(text[at]); ++at) {
        value = value << 6 | (static_cast<unsigned char>(text[at]) & 0x3F);
    }
    return value;
}

} // namespace

std::size_t visible_characters(std::string_view utf8) {
    std::size_t count = 0;
    bool base = false; // something to join
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        if (continues(utf8[at])) {
            continue;
        }
        const std::uint32_t code_point = code_point_at(utf8, at);
        if (!base || !joins(code_point)) {
            ++count;
        }
        base = code_point != '\n';
    }
    return count;
}

} // namespace marquee::rules
