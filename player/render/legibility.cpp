#include "player/render/legibility.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace marquee::player {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks of Unicode whose characters are read one by one: ideographs, kana, Hangul.
constexpr std::array<Range, 6> ideographic{{{0x3040, 0x30FF},
                                            {0x3400, 0x4DBF},
                                            {0x4E00, 0x9FFF},
                                            {0xAC00, 0xD7AF},
                                            {0xF900, 0xFAFF},
                                            {0x20000, 0x3FFFF}}};

// Blocks of marks and blanks, which take no time.
constexpr std::array<Range, 9> silent{{{0x00, 0x2F},
                                       {0x3A, 0x40},
                                       {0x5B, 0x60},
                                       {0x7B, 0xBF},
                                       {0x2000, 0x206F},
                                       {0x3000, 0x303F},
                                       {0xFE00, 0xFE6F},
                                       {0xFF00, 0xFF0F},
                                       {0xFF1A, 0xFF20}}};

template<std::size_t Count>
bool lies_in(const std::array<Range, Count>& ranges, char32_t character) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return range.first <= character && character <= range.last;
    });
}

// Takes the first character off `text`.
char32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < std::min(length, text.size()); ++i) {
        character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(std::min(length, text.size()));
    return character;
}

SloganFinding finding_of(SloganFault fault, const ReadingMatter& matter) {
    SloganFinding finding;
    finding.fault = fault;
    finding.until = matter.points;
    return finding;
}

} // namespace

ReadingMatter reading_matter(std::string_view text) {
    ReadingMatter matter;
    while (!text.empty()) {
        const char32_t character = take_character(text);
        ++matter.points;
        if (lies_in(ideographic, character)) {
            ++matter.ideographs;
        } else if (!lies_in(silent, character)) {
            ++matter.letters;
        }
    }
    return matter;
}

double seconds_to_read(const ReadingMatter& matter) {
    return matter.ideographs / ideographs_per_second + matter.letters / letters_per_second;
}

std::optional<SloganFinding> judge_time(const ReadingMatter& matter, double seen) {
    const double needed = seconds_to_read(matter);
    if (needed <= seen) {
        return std::nullopt;
    }
    SloganFinding finding = finding_of(SloganFault::too_fast, matter);
    finding.params = {{"needed_s", fmt::format("{:.1f}", needed)},
                      {"available_s", fmt::format("{:.1f}", seen)}};
    return finding;
}

std::optional<SloganFinding> judge_height(const ReadingMatter& matter, const SloganShape& shape,
                                          std::int32_t em_pixels) {
    if (shape.pixel_pitch_mm <= 0 || shape.viewing_distance_m <= 0 || em_pixels <= 0) {
        return std::nullopt;
    }
    const double share = matter.ideographs > 0 ? ideograph_height : capital_height;
    const double height = em_pixels * shape.pixel_pitch_mm * share;
    const double needed = shape.viewing_distance_m * 1'000 / distance_per_height;
    if (height >= needed) {
        return std::nullopt;
    }
    SloganFinding finding = finding_of(SloganFault::too_small, matter);
    finding.params = {{"height_mm", fmt::format("{:.0f}", height)},
                      {"needed_mm", fmt::format("{:.0f}", needed)},
                      {"distance_m", fmt::format("{:g}", shape.viewing_distance_m)}};
    return finding;
}

} // namespace marquee::player
