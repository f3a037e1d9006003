#include "player/text/font_catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include <fmt/format.h>
#include <hb-ot.h>

#include "player/text/loaded_font.hpp"

namespace marquee::player {
namespace {

// What Debian installs, in the order in which it is asked for a character after the default.
const std::vector<FontFile> known_files = {
    {"Noto Sans CJK SC", "opentype/noto/NotoSansCJK-Regular.ttc", 2},
    {"Noto Sans CJK SC Bold", "opentype/noto/NotoSansCJK-Bold.ttc", 2},
    {"Noto Serif CJK SC", "opentype/noto/NotoSerifCJK-Regular.ttc", 2},
    {"Noto Serif CJK SC Bold", "opentype/noto/NotoSerifCJK-Bold.ttc", 2},
    {"DejaVu Sans", "truetype/dejavu/DejaVuSans.ttf", 0},
    {"DejaVu Sans Bold", "truetype/dejavu/DejaVuSans-Bold.ttf", 0},
};

Result<std::shared_ptr<const LoadedFont>> load_file(const FontFile& file) {
    const HbBlob blob{hb_blob_create_from_file_or_fail(file.path.c_str())};
    if (!blob) {
        return fail(ErrorCode::not_found, "font file cannot be read", file.path);
    }
    const auto faces = hb_face_count(blob.get());
    if (file.face_index < 0 || static_cast<unsigned>(file.face_index) >= faces) {
        return fail(ErrorCode::damaged_media,
                    fmt::format("font file has {} faces, no face {}", faces, file.face_index),
                    file.path);
    }
    auto loaded = std::make_shared<LoadedFont>();
    loaded->file = file;
    loaded->face.reset(hb_face_create(blob.get(), static_cast<unsigned>(file.face_index)));
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

Result<FontCatalog> FontCatalog::load(const std::string& directory) {
    std::vector<FontFile> present;
    for (FontFile file : known_files) {
        file.path = (std::filesystem::path(directory) / file.path).string();
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file.path, ignored)) {
            present.push_back(std::move(file));
        }
    }
    if (present.empty() || present.front().family != known_files.front().family) {
        return fail(ErrorCode::not_found,
                    "the default font Noto Sans CJK SC is missing; install fonts-noto-cjk",
                    directory);
    }
    return from_files(present);
}

Result<FontCatalog> FontCatalog::from_files(const std::vector<FontFile>& files) {
    if (files.empty()) {
        return fail(ErrorCode::not_found, "no font file is configured");
    }
    FontCatalog catalog;
    for (const FontFile& file : files) {
        auto loaded = load_file(file);
        if (!loaded) {
            return tl::unexpected(loaded.error());
        }
        catalog.fonts_.push_back(std::move(*loaded));
    }
    return catalog;
}

std::vector<std::size_t> FontCatalog::chain(std::string_view family) const {
    std::vector<std::size_t> order(fonts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto wanted = std::find_if(order.begin(), order.end(), [&](std::size_t font) {
        return fonts_[font]->file.family == family;
    });
    if (wanted != order.end()) {
        std::rotate(order.begin(), wanted, wanted + 1);
    }
    return order;
}

bool FontCatalog::draws(std::size_t font, char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(fonts_[font]->font.get(), character, &glyph) != 0;
}

const FontFile& FontCatalog::file(std::size_t font) const {
    return fonts_[font]->file;
}

std::string FontCatalog::version(std::size_t font) const {
    const LoadedFont& loaded = *fonts_[font];
    char text[200] = {};
    unsigned length = sizeof text;
    hb_ot_name_get_utf8(loaded.face.get(), HB_OT_NAME_ID_VERSION_STRING,
                        hb_language_from_string("en", -1), &length, text);
    return fmt::format("{} {}", loaded.file.family, text);
}

} // namespace marquee::player
