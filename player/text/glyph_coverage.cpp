#include "player/text/glyph_coverage.hpp"

#include <algorithm>

#include <unicode/utf8.h>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

bool draws_all(const FontCatalog& fonts, std::size_t font, const std::u16string& units,
               std::int32_t from, std::int32_t to) {
    while (from < to) {
        const char32_t character = character_at(units, from);
        if (!needs_no_glyph(character) && !fonts.draws(font, character)) {
            return false;
        }
    }
    return true;
}

UndrawnText named(const std::u16string& units, std::int32_t from, std::int32_t to) {
    UndrawnText cluster;
    while (from < to) {
        const char32_t character = character_at(units, from);
        char bytes[U8_MAX_LENGTH] = {};
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
        cluster.text.append(bytes, static_cast<std::size_t>(length));
        cluster.code_points.push_back(static_cast<std::uint32_t>(character));
    }
    return cluster;
}

} // namespace

std::optional<std::size_t> font_for(const FontCatalog& fonts, const std::vector<std::size_t>& chain,
                                    const std::u16string& units, std::int32_t from,
                                    std::int32_t to) {
    const auto font = std::find_if(chain.begin(), chain.end(), [&](std::size_t candidate) {
        return draws_all(fonts, candidate, units, from, to);
    });
    return font == chain.end() ? std::nullopt : std::optional(*font);
}

Result<std::vector<UndrawnText>> undrawn(const FontCatalog& fonts, const TextRequest& request) {
    const auto text = analyse_text(request.text, request.language);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto chain = fonts.chain(request.family, request.weight);
    std::vector<UndrawnText> found;
    for (std::size_t i = 0; i + 1 < text->graphemes.size(); ++i) {
        const auto from = text->graphemes[i];
        const auto to = text->graphemes[i + 1];
        if (font_for(fonts, chain, text->units, from, to)) {
            continue;
        }
        UndrawnText cluster = named(text->units, from, to);
        const bool known = std::find(found.begin(), found.end(), cluster) != found.end();
        if (!known && found.size() < limits::missing_glyphs_max) {
            found.push_back(std::move(cluster));
        }
    }
    return found;
}

Result<std::vector<BorrowedText>> borrowed(const FontCatalog& fonts, const TextRequest& request) {
    const auto text = analyse_text(request.text, request.language);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto chain = fonts.chain(request.family, request.weight);
    std::vector<BorrowedText> found;
    bool goes_on = false;
    for (std::size_t i = 0; i + 1 < text->graphemes.size(); ++i) {
        const auto from = text->graphemes[i];
        const auto to = text->graphemes[i + 1];
        auto at = from;
        if (is_blank(character_at(text->units, at))) {
            continue;
        }
        const auto font = font_for(fonts, chain, text->units, from, to);
        if (!font || *font == chain.front()) {
            goes_on = false;
            continue;
        }
        const auto first = text->characters[static_cast<std::size_t>(from)];
        if (!goes_on || found.back().font != *font) {
            found.push_back({first, first, {}, *font});
        }
        goes_on = true;
        const UndrawnText cluster = named(text->units, from, to);
        BorrowedText& part = found.back();
        part.until = first + static_cast<std::int32_t>(cluster.code_points.size());
        if (part.characters.find(cluster.text) == std::string::npos) {
            part.characters += cluster.text;
        }
    }
    return found;
}

} // namespace marquee::player
