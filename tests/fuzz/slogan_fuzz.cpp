// Any text as a slogan: refused with a reason, or laid out so that every line lies inside the text
// and its letters inside the zone. The first two bytes choose the zone.
#include <cmath>
#include <cstdlib>
#include <string>

#include "player/text/text_fit.hpp"
#include "player/text/text_layout.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

const FontCatalog& fonts() {
    static const FontCatalog loaded = FontCatalog::load().value();
    return loaded;
}

void check_fit(const ShapedText& text, const Result<TextFit>& fit, Size zone) {
    if (!fit) {
        require(!fit.error().what.empty());
        return;
    }
    require(fit->em_pixels > 0 && fit->em_pixels <= zone.height);
    std::int32_t last = 0;
    for (const LineRange& range : fit->lines) {
        require(range.from >= last && range.from <= range.to);
        last = range.to;
        const TextLine line = text.line(range.from, range.to);
        require(std::isfinite(line.width) && line.width >= 0);
        for (const PlacedGlyph& glyph : line.glyphs) {
            require(std::isfinite(glyph.x) && std::isfinite(glyph.y));
            require(glyph.font < fonts().size());
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2 || size > 2'000) {
        return 0;
    }
    const Size zone{16 + bytes[0] * 15, 8 + bytes[1] * 8};
    const std::string text(reinterpret_cast<const char*>(bytes + 2), size - 2);
    const Result<ShapedText> shaped = ShapedText::shape(fonts(), {.text = text});
    if (!shaped) {
        require(!shaped.error().what.empty());
        return 0;
    }
    check_fit(*shaped, fit_still(*shaped, zone, 0), zone);
    check_fit(*shaped, fit_moving(*shaped, zone, 0), zone);
    return 0;
}
