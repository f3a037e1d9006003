#include "player/text/font_catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <hb-ot.h>

#include "common/sha256.hpp"
#include "player/text/loaded_font.hpp"

namespace marquee::player {
namespace {

// What Debian installs, in the order in which it is asked for a character after the default.
const std::vector<FontFile> known_files = {
    {"Noto Sans CJK SC", "opentype/noto/NotoSansCJK-Regular.ttc", 2},
    {"Noto Sans CJK SC", "opentype/noto/NotoSansCJK-Bold.ttc", 2, FontWeight::bold},
    {"Noto Serif CJK SC", "opentype/noto/NotoSerifCJK-Regular.ttc", 2},
    {"Noto Serif CJK SC", "opentype/noto/NotoSerifCJK-Bold.ttc", 2, FontWeight::bold},
    {"DejaVu Sans", "truetype/dejavu/DejaVuSans.ttf", 0},
    {"DejaVu Sans", "truetype/dejavu/DejaVuSans-Bold.ttf", 0, FontWeight::bold},
    {"WenQuanYi Bitmap Song", "X11/misc/wenquanyi_9pt.pcf", 0, FontWeight::regular, 12},
    {"WenQuanYi Bitmap Song", "X11/misc/wenquanyi_10pt.pcf", 0, FontWeight::regular, 13},
    {"WenQuanYi Bitmap Song", "X11/misc/wenquanyi_11pt.pcf", 0, FontWeight::regular, 15},
    {"WenQuanYi Bitmap Song", "X11/misc/wenquanyi_12pt.pcf", 0, FontWeight::regular, 16},
};

constexpr std::string_view bold_suffix = " Bold";

} // namespace

struct FontCatalog::Font {
    FontFile file;
    std::once_flag read;
    std::shared_ptr<const LoadedFont> loaded;
};

Result<FontCatalog> FontCatalog::load(const std::string& directory) {
    std::vector<FontFile> present;
    for (FontFile file : known_files) {
        file.path = (std::filesystem::path(directory) / file.path).string();
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file.path, ignored)) {
            present.push_back(std::move(file));
        }
    }
    const FontFile& wanted = known_files.front();
    if (present.empty() || present.front().family != wanted.family
        || present.front().weight != wanted.weight) {
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
        auto font = std::make_shared<Font>();
        font->file = file;
        if (file.strike_pixels == 0) {
            auto loaded = load_font(file);
            if (!loaded) {
                return tl::unexpected(loaded.error());
            }
            font->loaded = *std::move(loaded);
        }
        catalog.fonts_.push_back(std::move(font));
    }
    return catalog;
}

Result<FontCatalog> FontCatalog::preceded_by(std::shared_ptr<const std::string> bytes,
                                             const std::string& name) const {
    auto loaded = load_font(std::move(bytes), name);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    auto font = std::make_shared<Font>();
    font->file = (*loaded)->file;
    font->loaded = *std::move(loaded);
    FontCatalog more = *this;
    more.foremost_ = fonts_.size();
    more.fonts_.push_back(std::move(font));
    return more;
}

const LoadedFont& FontCatalog::loaded(std::size_t index) const {
    Font& font = *fonts_[index];
    if (font.file.strike_pixels > 0) {
        std::call_once(font.read, [&font] { font.loaded = load_strike(font.file); });
    }
    return *font.loaded;
}

std::vector<std::size_t> FontCatalog::chain(std::string_view family, FontWeight weight,
                                            std::int32_t strike_pixels) const {
    if (family.ends_with(bold_suffix)) {
        family.remove_suffix(bold_suffix.size());
        weight = FontWeight::bold;
    }
    const auto rank = [&](std::size_t font) {
        const FontFile& file = fonts_[font]->file;
        const int strangeness = font == foremost_                            ? -1
                                : file.strike_pixels > 0                     ? 0
                                : file.family == family                      ? 1
                                : file.family == fonts_.front()->file.family ? 2
                                                                             : 3;
        return std::pair(strangeness, file.weight != weight);
    };
    std::vector<std::size_t> order;
    for (std::size_t font = 0; font < fonts_.size(); ++font) {
        const std::int32_t drawn_for = fonts_[font]->file.strike_pixels;
        if (drawn_for == 0 || drawn_for == strike_pixels) {
            order.push_back(font);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return order;
}

std::int32_t FontCatalog::strike_for(std::int32_t em_pixels) const {
    std::int32_t largest = 0;
    for (const auto& font : fonts_) {
        if (font->file.strike_pixels <= em_pixels) {
            largest = std::max(largest, font->file.strike_pixels);
        }
    }
    return largest;
}

bool FontCatalog::draws(std::size_t font, char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(loaded(font).font.get(), character, &glyph) != 0;
}

const FontFile& FontCatalog::file(std::size_t font) const {
    return fonts_[font]->file;
}

std::string FontCatalog::called(std::size_t font) const {
    const LoadedFont& held = loaded(font);
    if (!held.bytes) {
        return held.file.family;
    }
    char text[200] = {};
    unsigned length = sizeof text;
    hb_ot_name_get_utf8(held.face.get(), HB_OT_NAME_ID_FONT_FAMILY,
                        hb_language_from_string("en", -1), &length, text);
    return length > 0 ? std::string(text) : held.file.family;
}

Sha256 FontCatalog::coverage(std::size_t font) const {
    const HbBlob table{
        hb_face_reference_table(loaded(font).face.get(), HB_TAG('c', 'm', 'a', 'p'))};
    unsigned length = 0;
    const char* bytes = hb_blob_get_data(table.get(), &length);
    return sha256(std::string_view(bytes, length));
}

FontCatalog FontCatalog::limited_to(const std::vector<Sha256>& coverages) const {
    FontCatalog fewer;
    for (std::size_t font = 0; font < fonts_.size(); ++font) {
        const bool outlines = fonts_[font]->file.strike_pixels == 0;
        if (font == foremost_) {
            fewer.foremost_ = fewer.fonts_.size();
            fewer.fonts_.push_back(fonts_[font]);
        } else if (outlines
                   && std::find(coverages.begin(), coverages.end(), coverage(font))
                          != coverages.end()) {
            fewer.fonts_.push_back(fonts_[font]);
        }
    }
    return fewer;
}

std::string FontCatalog::version(std::size_t font) const {
    const LoadedFont& held = loaded(font);
    char text[200] = {};
    unsigned length = sizeof text;
    hb_ot_name_get_utf8(held.face.get(), HB_OT_NAME_ID_VERSION_STRING,
                        hb_language_from_string("en", -1), &length, text);
    const bool bold = held.file.weight == FontWeight::bold;
    return fmt::format("{}{} {}", held.file.family, bold ? bold_suffix : "", text);
}

} // namespace marquee::player
