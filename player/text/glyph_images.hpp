// Glyphs of one size as pixels, each drawn once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "player/text/font_catalog.hpp"
#include "player/text/ink_mask.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// Which picture of a glyph. `phase`: how far its origin lies beyond a whole pixel along the line,
// in 64ths.
struct GlyphKey {
    std::size_t font = 0;
    std::uint32_t glyph = 0;
    bool sideways = false; // turned a quarter clockwise about its origin
    std::int32_t phase = 0;

    friend auto operator<=>(const GlyphKey&, const GlyphKey&) = default;
};

// One thread. `fonts` must outlive it.
class GlyphImages {
public:
    // `rendering` is not automatic.
    GlyphImages(const FontCatalog& fonts, std::int32_t em_pixels, TextRendering rendering);
    ~GlyphImages();

    // damaged_media when font or glyph do not load. Good until the next call.
    Result<const GlyphImage*> image(const GlyphKey& key);

    // Pixels that glyphs of the font may reach from their origin, whichever way.
    Result<std::int32_t> reach(std::size_t font);

private:
    class Pens;
    std::unique_ptr<Pens> pens_;
};

} // namespace marquee::player
