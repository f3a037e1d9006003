// Letters drawn by hand for one size: every pixel is text or not.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "player/text/ink_mask.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Immutable. All lengths in pixels of that size.
class BitmapStrike {
public:
    // A PCF file of the X Window System, by Unicode. not_found or damaged_media names the file.
    // Takes some ten milliseconds.
    static Result<BitmapStrike> load(const std::string& path);

    // 0: not drawn. Glyphs count from 1.
    std::uint32_t glyph_of(char32_t character) const;

    std::uint32_t glyph_count() const { return static_cast<std::uint32_t>(glyphs_.size()); }
    std::int32_t advance(std::uint32_t glyph) const { return at(glyph).advance; }

    // Where its ink lies, relative to the pixel of its origin, y down.
    Rect ink(std::uint32_t glyph) const;
    GlyphImage image(std::uint32_t glyph) const;

private:
    struct Glyph {
        Rect ink;
        std::int32_t advance = 0;
        std::size_t first_byte = 0; // of its rows, each of whole bytes, first pixel highest bit
    };

    const Glyph& at(std::uint32_t glyph) const;

    std::map<char32_t, std::uint32_t> characters_;
    std::vector<Glyph> glyphs_{Glyph{}}; // the first one draws nothing
    std::vector<std::uint8_t> rows_;
};

} // namespace marquee::player
