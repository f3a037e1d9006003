#include "player/text/bitmap_strike.hpp"

#include <memory>

#include <ft2build.h>
#include FT_FREETYPE_H

namespace marquee::player {

Result<BitmapStrike> BitmapStrike::load(const std::string& path) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        return fail(ErrorCode::internal, "FreeType does not start");
    }
    const std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)> closing{library,
                                                                               &FT_Done_FreeType};
    FT_Face face = nullptr;
    if (FT_New_Face(library, path.c_str(), 0, &face) != 0 || face->charmap == nullptr) {
        return fail(ErrorCode::damaged_media, "bitmap font does not load", path);
    }
    BitmapStrike strike;
    FT_UInt index = 0;
    for (FT_ULong character = FT_Get_First_Char(face, &index); index != 0;
         character = FT_Get_Next_Char(face, character, &index)) {
        const FT_GlyphSlot slot = face->glyph;
        if (FT_Load_Glyph(face, index, FT_LOAD_DEFAULT) != 0
            || slot->bitmap.pixel_mode != FT_PIXEL_MODE_MONO) {
            continue;
        }
        const FT_Bitmap& bitmap = slot->bitmap;
        strike.characters_.emplace_hint(strike.characters_.end(), character, strike.glyph_count());
        strike.glyphs_.push_back(
            {{slot->bitmap_left, -slot->bitmap_top, static_cast<std::int32_t>(bitmap.width),
              static_cast<std::int32_t>(bitmap.rows)},
             static_cast<std::int32_t>((slot->advance.x + 32) >> 6),
             strike.rows_.size()});
        for (unsigned row = 0; row < bitmap.rows; ++row) {
            const std::uint8_t* bytes = bitmap.buffer + std::ptrdiff_t{row} * bitmap.pitch;
            strike.rows_.insert(strike.rows_.end(), bytes, bytes + (bitmap.width + 7) / 8);
        }
    }
    FT_Done_Face(face);
    return strike;
}

std::uint32_t BitmapStrike::glyph_of(char32_t character) const {
    const auto known = characters_.find(character);
    return known == characters_.end() ? 0 : known->second;
}

const BitmapStrike::Glyph& BitmapStrike::at(std::uint32_t glyph) const {
    return glyphs_[glyph < glyphs_.size() ? glyph : 0];
}

Rect BitmapStrike::ink(std::uint32_t glyph) const {
    return at(glyph).ink;
}

GlyphImage BitmapStrike::image(std::uint32_t glyph) const {
    const Glyph& drawn = at(glyph);
    GlyphImage image{drawn.ink, {}};
    const std::int32_t row_bytes = (drawn.ink.width + 7) / 8;
    for (std::int32_t y = 0; y < drawn.ink.height; ++y) {
        const std::uint8_t* row = rows_.data() + drawn.first_byte + std::ptrdiff_t{y} * row_bytes;
        for (std::int32_t x = 0; x < drawn.ink.width; ++x) {
            image.coverage.push_back((row[x / 8] >> (7 - x % 8) & 1) != 0 ? 255 : 0);
        }
    }
    return image;
}

} // namespace marquee::player
