#include "player/text/font_soundness.hpp"

#include <memory>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

namespace marquee::player {
namespace {

// OpenType 1.9, "head": unitsPerEm.
constexpr FT_UShort units_per_em_min = 16;
constexpr FT_UShort units_per_em_max = 16'384;

constexpr FT_ULong tables_max = 64; // OpenType 1.9 has 52 of them

const char* fault_of(FT_Face face) {
    FT_ULong tables = 0;
    if (!FT_IS_SFNT(face) || FT_Sfnt_Table_Info(face, 0, nullptr, &tables) != 0
        || tables > tables_max) {
        return "the font has too many tables";
    }
    if (!FT_IS_SCALABLE(face) || face->num_glyphs <= 0) {
        return "the font has no outlines";
    }
    if (face->units_per_EM < units_per_em_min || face->units_per_EM > units_per_em_max) {
        return "the font has no size";
    }
    return face->charmap == nullptr ? "the font has no characters" : nullptr;
}

} // namespace

Status check_sound(std::string_view bytes, const std::string& name) {
    FT_Library opened = nullptr;
    if (FT_Init_FreeType(&opened) != 0) {
        return fail(ErrorCode::internal, "FreeType does not start");
    }
    const std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)> library(opened,
                                                                               &FT_Done_FreeType);
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(opened, reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face)
        != 0) {
        return fail(ErrorCode::damaged_media, "the font does not open", name);
    }
    const char* fault = fault_of(face);
    FT_Done_Face(face);
    return fault == nullptr ? Status{} : fail(ErrorCode::damaged_media, fault, name);
}

} // namespace marquee::player
