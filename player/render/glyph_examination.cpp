#include "player/render/glyph_examination.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "player/render/missing_glyphs.hpp"
#include "player/text/glyph_coverage.hpp"

namespace marquee::player {
namespace {

template<typename T>
bool has(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

TextRequest request_of(const SloganStyle& style, const SaidText& text) {
    TextRequest request{text.characters.text, text.language, style.font};
    request.weight = style.letters.weight;
    return request;
}

// Places of `text.characters` become those of the text as written.
std::vector<SloganFinding> in_written(std::vector<SloganFinding> findings, const SaidText& text) {
    for (SloganFinding& finding : findings) {
        const rules::TextPlace place =
            rules::written_place(text.parts, text.characters, {finding.from, finding.until});
        finding.from = place.from;
        finding.until = place.until;
    }
    return findings;
}

// Displays that have the same fonts.
struct FontsThere {
    std::size_t set = 0;
    FontCatalog known;
    std::ptrdiff_t unknown = 0; // fonts
};

std::optional<SloganFinding> missing_there(const FontsThere& fonts, const SloganStyle& style,
                                           const SaidText& text,
                                           const std::vector<UndrawnText>& missing) {
    auto lacking = undrawn(fonts.known, request_of(style, text));
    if (!lacking) {
        return std::nullopt; // refused before
    }
    std::erase_if(*lacking, [&](const UndrawnText& each) { return has(missing, each); });
    if (lacking->empty()) {
        return std::nullopt;
    }
    SloganFinding finding =
        in_written(missing_glyph_findings(text.characters.text, text.part, *lacking), text).front();
    const bool unknown = fonts.unknown > 0;
    finding.fault = unknown ? SloganFault::fonts_unknown : SloganFault::missing_there;
    finding.severity = unknown ? FindingSeverity::note : FindingSeverity::warning;
    finding.font_set = fonts.set;
    finding.params = {{"characters", listed(*lacking)}, {"count", std::to_string(fonts.unknown)}};
    return finding;
}

} // namespace

Result<GlyphFindings> examine_glyphs(const FontCatalog& fonts, const SloganStyle& style,
                                     const std::vector<SaidText>& texts) {
    GlyphFindings found;
    const auto append = [&](std::vector<SloganFinding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(found.findings));
    };
    for (const SaidText& text : texts) {
        const TextRequest request = request_of(style, text);
        const auto missing = undrawn(fonts, request);
        const auto loans =
            style.font_asset ? borrowed(fonts, request) : std::vector<BorrowedText>{};
        if (!missing || !loans) {
            return tl::unexpected(missing ? loans.error() : missing.error());
        }
        append(in_written(missing_glyph_findings(text.characters.text, text.part, *missing), text));
        append(in_written(other_font_findings(fonts, text.part,
                                              fonts.chain(request.family, request.weight), *loans),
                          text));
        std::copy_if(missing->begin(), missing->end(), std::back_inserter(found.missing),
                     [&](const UndrawnText& each) { return !has(found.missing, each); });
    }
    return found;
}

std::vector<SloganFinding> examine_displays(const FontCatalog& fonts, const SloganCheckOrder& order,
                                            const std::vector<SaidText>& texts,
                                            const std::vector<UndrawnText>& missing) {
    std::vector<Sha256> here;
    for (std::size_t font = 0; font < fonts.size() && !order.font_sets.empty(); ++font) {
        here.push_back(fonts.coverage(font));
    }
    std::vector<SloganFinding> findings;
    for (std::size_t i = 0; i < order.font_sets.size(); ++i) {
        const std::vector<Sha256>& set = order.font_sets[i];
        const FontsThere there{i, fonts.limited_to(set),
                               std::count_if(set.begin(), set.end(),
                                             [&](const Sha256& font) { return !has(here, font); })};
        for (const SaidText& text : texts) {
            if (auto finding = missing_there(there, order.slogan.style, text, missing)) {
                findings.push_back(*std::move(finding));
            }
        }
    }
    return findings;
}

} // namespace marquee::player
