// Any text as a slogan in any look: refused with a reason, or laid out so that every line lies
// inside the text and its letters inside the zone, whatever way it moves; then drawn. The first
// eight bytes choose zone, look and size.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>
#include <string>

#include "player/text/glyph_coverage.hpp"
#include "player/text/glyph_raster.hpp"
#include "player/text/text_fit.hpp"
#include "player/text/text_layout.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

constexpr std::size_t choices = 8; // bytes before the text

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

const FontCatalog& fonts() {
    static const FontCatalog loaded = FontCatalog::load().value();
    return loaded;
}

struct Wish {
    Size zone;
    TextRequest request;
    std::int32_t em = 0;
    Letters letters;
};

Wish read_wish(std::span<const std::uint8_t> bytes) {
    constexpr std::array languages{"zh-Hans", "zh-Hant", "ja", "ar"};
    constexpr std::array renderings{TextRendering::automatic, TextRendering::smooth,
                                    TextRendering::hinted, TextRendering::crisp};
    Wish wish;
    wish.zone = {16 + bytes[0] * 15, 8 + bytes[1] * 8};
    const unsigned look = bytes[2];
    wish.letters.writing = (look & 1U) != 0 ? WritingMode::vertical : WritingMode::horizontal;
    wish.letters.weight = (look & 2U) != 0 ? FontWeight::bold : FontWeight::regular;
    wish.letters.rendering = renderings[look >> 2U & 3U];
    wish.request.language = languages[look >> 4U & 3U];
    if ((look & 64U) != 0) {
        wish.letters.gradient_to = Colour{255, 0, 0, 255};
    }
    wish.em = bytes[3];
    wish.letters.outline.width_pixels = bytes[4] % 17;
    wish.letters.shadow = {bytes[5] % 129 - 64, bytes[6] % 129 - 64, colours::white};
    wish.letters.colours = {{bytes[7] % 8, 8 + bytes[7], Colour{0, 255, 0, 255}}};
    wish.request.writing = wish.letters.writing;
    wish.request.weight = wish.letters.weight;
    return wish;
}

void check_line(const ShapedText& text, const LineRange& range) {
    const TextLine line = text.line(range.from, range.to);
    require(std::isfinite(line.width) && line.width >= 0);
    require(std::isfinite(text.hanging(range.from, range.to)));
    for (const PlacedGlyph& glyph : line.glyphs) {
        require(std::isfinite(glyph.x) && std::isfinite(glyph.y));
        require(glyph.font < fonts().size());
        require(glyph.character >= 0 && glyph.character <= text.unicode().characters.back());
    }
    require(!line.reach.empty() && line.reach.front() == 0 && line.reach.back() <= line.width);
    require(std::is_sorted(line.reach.begin(), line.reach.end()));
}

void check_fit(const ShapedText& text, const TextFit& fit, const Wish& wish) {
    const bool vertical = wish.letters.writing == WritingMode::vertical;
    require(fit.vertical == vertical);
    require(fit.em_pixels > 0 && fit.em_pixels <= (vertical ? wish.zone.width : wish.zone.height));
    require(wish.em == 0 || fit.em_pixels <= wish.em);
    std::int32_t last = 0;
    for (const LineRange& range : fit.lines) {
        require(range.from >= last && range.from <= range.to);
        last = range.to;
        check_line(text, range);
    }
}

void check_fits(const ShapedText& text, const Wish& wish) {
    const std::array fits{fit_still(text, wish.zone, wish.em), fit_moving(text, wish.zone, wish.em),
                          fit_across(text, wish.zone, wish.em)};
    for (const auto& fit : fits) {
        require(fit || !fit.error().what.empty());
        if (fit) {
            check_fit(text, *fit, wish);
        }
    }
    const auto pages = fit_pages(text, wish.zone, wish.em);
    require(pages ? !pages->empty() : !pages.error().what.empty());
    for (const TextFit& page : pages ? *pages : std::vector<TextFit>{}) {
        require(page.em_pixels == pages->front().em_pixels);
        check_fit(text, page, wish);
    }
}

// A corner of the text as it stands.
void draw(const ShapedText& text, const Wish& wish) {
    const auto fit = fit_still(text, wish.zone, wish.em);
    if (!fit || fit->lines.empty()) {
        return;
    }
    TextDrawing drawing;
    drawing.size = {std::min(wish.zone.width, 96), std::min(wish.zone.height, 48)};
    drawing.em_pixels = std::min(fit->em_pixels, 64);
    drawing.letters = wish.letters;
    const LineRange& first = fit->lines.front();
    drawing.lines.push_back({text.line(first.from, first.to), 8, fit->vertical ? 2 : 40});
    const auto picture = draw_text(fonts(), drawing);
    require(picture || !picture.error().what.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < choices || size > 2'000) {
        return 0;
    }
    Wish wish = read_wish({bytes, choices});
    wish.request.text.assign(reinterpret_cast<const char*>(bytes + choices), size - choices);
    const Result<ShapedText> shaped = ShapedText::shape(fonts(), wish.request);
    const auto missing = undrawn(fonts(), wish.request);
    if (!shaped) {
        require(!shaped.error().what.empty());
        require(shaped.error().code != ErrorCode::missing_glyph || (missing && !missing->empty()));
        return 0;
    }
    require(missing && missing->empty());
    if (shaped->unicode().units.empty()) {
        return 0;
    }
    check_fits(*shaped, wish);
    draw(*shaped, wish);
    return 0;
}
