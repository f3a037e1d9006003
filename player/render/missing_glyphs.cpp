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

} // namespace marquee::player
