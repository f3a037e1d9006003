#include "player/render/missing_glyphs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "player/render/legibility.hpp"

namespace marquee::player {
namespace {

// "U+1F468 U+200D"
std::string named(const std::vector<std::uint32_t>& code_points) {
    std::string names;
    for (const std::uint32_t code_point : code_points) {
        names += fmt::format("{}U+{:04X}", names.empty() ? "" : " ", code_point);
    }
    return names;
}

constexpr std::size_t listed_max = 16;
constexpr std::size_t quoted_bytes_max = 120;

// The beginning of `text`, cut between characters.
std::string quoted(const std::string& text) {
    if (text.size() <= quoted_bytes_max) {
        return text;
    }
    std::size_t end = quoted_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return text.substr(0, end) + "\u2026";
}

} // namespace

std::vector<SloganFinding> missing_glyph_findings(std::string_view text, TextPart part,
                                                  const std::vector<UndrawnText>& undrawn) {
    std::vector<SloganFinding> findings;
    for (const UndrawnText& cluster : undrawn) {
        std::int32_t points = 0; // before `at`
        std::size_t at = 0;
        for (std::size_t found = text.find(cluster.text); found != std::string_view::npos;
             found = text.find(cluster.text, at)) {
            points += reading_matter(text.substr(at, found - at)).points;
            const auto length = static_cast<std::int32_t>(cluster.code_points.size());
            findings.push_back({.fault = SloganFault::missing_glyph,
                                .severity = FindingSeverity::error,
                                .part = part,
                                .from = points,
                                .until = points + length,
                                .params = {{"character", cluster.text},
                                           {"code_points", named(cluster.code_points)}}});
            points += length;
            at = found + cluster.text.size();
        }
    }
    std::sort(
        findings.begin(), findings.end(),
        [](const SloganFinding& one, const SloganFinding& other) { return one.from < other.from; });
    return findings;
}

std::vector<SloganFinding> other_font_findings(const FontCatalog& fonts, TextPart part,
                                               const std::vector<std::size_t>& chain,
                                               const std::vector<BorrowedText>& borrowed) {
    std::vector<SloganFinding> findings;
    for (const BorrowedText& stretch : borrowed) {
        findings.push_back({.fault = SloganFault::other_font,
                            .severity = FindingSeverity::note,
                            .part = part,
                            .from = stretch.from,
                            .until = stretch.until,
                            .params = {{"font", fonts.called(chain.front())},
                                       {"fallback", fonts.called(stretch.font)},
                                       {"characters", quoted(stretch.characters)}}});
    }
    return findings;
}

std::string listed(const std::vector<UndrawnText>& characters) {
    std::string list;
    for (std::size_t i = 0; i < std::min(characters.size(), listed_max); ++i) {
        list += (list.empty() ? "" : " ") + characters[i].text;
    }
    return list + (characters.size() > listed_max ? " \u2026" : "");
}

} // namespace marquee::player
