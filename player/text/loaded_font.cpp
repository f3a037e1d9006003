#include "player/text/loaded_font.hpp"

#include <cmath>

#include <fmt/format.h>

#include "player/text/font_soundness.hpp"

namespace marquee::player {
namespace {

// Above the baseline, in em: where the em box of ideographs begins.
constexpr double em_box_ascent = 0.88;

int pixels_per_em(hb_font_t* font) {
    int x = 0;
    int y = 0;
    hb_font_get_scale(font, &x, &y);
    return y;
}

const BitmapStrike& strike_of(void* letters) {
    return *static_cast<const BitmapStrike*>(letters);
}

hb_bool_t nominal_glyph(hb_font_t*, void* letters, hb_codepoint_t character, hb_codepoint_t* glyph,
                        void*) {
    *glyph = strike_of(letters).glyph_of(character);
    return *glyph != 0 ? 1 : 0;
}

hb_position_t advance_along(hb_font_t*, void* letters, hb_codepoint_t glyph, void*) {
    return strike_of(letters).advance(glyph);
}

hb_position_t advance_down(hb_font_t* font, void*, hb_codepoint_t, void*) {
    return -pixels_per_em(font);
}

// Of a column: its letters hang from the middle of the top of their em box.
hb_bool_t hang(hb_font_t* font, void* letters, hb_codepoint_t glyph, hb_position_t* x,
               hb_position_t* y, void*) {
    *x = strike_of(letters).advance(glyph) / 2;
    *y = static_cast<hb_position_t>(std::lround(pixels_per_em(font) * em_box_ascent));
    return 1;
}

hb_bool_t extents(hb_font_t*, void* letters, hb_codepoint_t glyph, hb_glyph_extents_t* ink, void*) {
    const Rect at = strike_of(letters).ink(glyph);
    *ink = {at.x, -at.y, at.width, -at.height};
    return 1;
}

using HbFontFuncs = std::unique_ptr<hb_font_funcs_t, Destroyer<hb_font_funcs_destroy>>;

HbFontFuncs strike_funcs() {
    HbFontFuncs funcs{hb_font_funcs_create()};
    hb_font_funcs_set_nominal_glyph_func(funcs.get(), nominal_glyph, nullptr, nullptr);
    hb_font_funcs_set_glyph_h_advance_func(funcs.get(), advance_along, nullptr, nullptr);
    hb_font_funcs_set_glyph_v_advance_func(funcs.get(), advance_down, nullptr, nullptr);
    hb_font_funcs_set_glyph_v_origin_func(funcs.get(), hang, nullptr, nullptr);
    hb_font_funcs_set_glyph_extents_func(funcs.get(), extents, nullptr, nullptr);
    return funcs;
}

// `bytes` are those of the file.
Result<std::shared_ptr<LoadedFont>> face_of(hb_blob_t* bytes, const FontFile& file) {
    const auto faces = hb_face_count(bytes);
    if (file.face_index < 0 || static_cast<unsigned>(file.face_index) >= faces) {
        return fail(ErrorCode::damaged_media,
                    fmt::format("font file has {} faces, no face {}", faces, file.face_index),
                    file.path);
    }
    auto loaded = std::make_shared<LoadedFont>();
    loaded->file = file;
    loaded->face.reset(hb_face_create(bytes, static_cast<unsigned>(file.face_index)));
    if (hb_face_get_glyph_count(loaded->face.get()) == 0) {
        return fail(ErrorCode::damaged_media, "font file has no glyphs", file.path);
    }
    const auto units = hb_face_get_upem(loaded->face.get());
    loaded->units_per_em = units;
    loaded->font.reset(hb_font_create(loaded->face.get()));
    hb_font_set_scale(loaded->font.get(), static_cast<int>(units), static_cast<int>(units));
    hb_face_make_immutable(loaded->face.get());
    hb_font_make_immutable(loaded->font.get());
    return loaded;
}

} // namespace

Result<std::shared_ptr<const LoadedFont>> load_font(const FontFile& file) {
    const HbBlob blob{hb_blob_create_from_file_or_fail(file.path.c_str())};
    if (!blob) {
        return fail(ErrorCode::not_found, "font file cannot be read", file.path);
    }
    return face_of(blob.get(), file);
}

Result<std::shared_ptr<const LoadedFont>> load_font(std::shared_ptr<const std::string> bytes,
                                                    const std::string& name) {
    if (const Status sound = check_sound(*bytes, name); !sound) {
        return tl::unexpected(sound.error());
    }
    const HbBlob blob{hb_blob_create(bytes->data(), static_cast<unsigned>(bytes->size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr)};
    auto loaded = face_of(blob.get(), {name, name, 0});
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    (*loaded)->bytes = std::move(bytes);
    return *std::move(loaded);
}

std::shared_ptr<const LoadedFont> load_strike(const FontFile& file) {
    auto letters = BitmapStrike::load(file.path);
    auto loaded = std::make_shared<LoadedFont>();
    loaded->file = file;
    loaded->strike =
        std::make_shared<const BitmapStrike>(letters ? *std::move(letters) : BitmapStrike());
    loaded->units_per_em = file.strike_pixels;
    loaded->face.reset(hb_face_create(hb_blob_get_empty(), 0));
    hb_face_set_upem(loaded->face.get(), static_cast<unsigned>(file.strike_pixels));
    hb_face_set_glyph_count(loaded->face.get(), loaded->strike->glyph_count());
    loaded->font.reset(hb_font_create(loaded->face.get()));
    hb_font_set_scale(loaded->font.get(), file.strike_pixels, file.strike_pixels);
    // HarfBuzz only hands the letters back to the functions, which do not write to them.
    hb_font_set_funcs(loaded->font.get(), strike_funcs().get(),
                      const_cast<BitmapStrike*>(loaded->strike.get()), nullptr);
    hb_face_make_immutable(loaded->face.get());
    hb_font_make_immutable(loaded->font.get());
    return loaded;
}

} // namespace marquee::player
