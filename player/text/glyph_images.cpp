#include "player/text/glyph_images.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "player/text/loaded_font.hpp"
#include "schemas/model/content_limits.hpp"

namespace marquee::player {
namespace {

using Library = std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)>;

// A slogan has a few hundred different letters at most; those of a wall are a megabyte each.
constexpr std::size_t cached_bytes_max = 16 * 1024 * 1024;

struct OpenFace {
    HbBlob bytes; // FreeType reads them as long as the face is open
    std::unique_ptr<FT_FaceRec_, decltype(&FT_Done_Face)> face{nullptr, &FT_Done_Face};
    std::int32_t reach = 0;
};

// smooth: light hinting moves stems to whole pixels only vertically: sharp, yet widths stay true.
// The others stand on whole pixels both ways; the fonts' own hints do not know of columns of
// pixels, the autohinter does.
FT_Int32 load_flags(TextRendering rendering) {
    switch (rendering) {
    case TextRendering::hinted:
        return FT_LOAD_NO_BITMAP | FT_LOAD_FORCE_AUTOHINT | FT_LOAD_TARGET_NORMAL;
    case TextRendering::crisp:
        return FT_LOAD_NO_BITMAP | FT_LOAD_FORCE_AUTOHINT | FT_LOAD_TARGET_MONO;
    default:
        return FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT;
    }
}

// Of any glyph from its origin. The font says it of itself; four em, if it says less.
std::int32_t reach_of(const FT_FaceRec_& face, std::int32_t em_pixels) {
    const FT_BBox& box = face.bbox; // in font units
    const FT_Pos farthest =
        std::max({-box.xMin, box.xMax, -box.yMin, box.yMax, FT_Pos{4} * face.units_per_EM});
    return static_cast<std::int32_t>(farthest * em_pixels / face.units_per_EM) + 2;
}

// More pixels than a whole text may have: a damaged font.
bool is_monstrous(FT_Outline& outline) {
    FT_BBox box{};
    FT_Outline_Get_CBox(&outline, &box); // in 64ths of a pixel
    return ((box.xMax - box.xMin) / 64 + 1) * ((box.yMax - box.yMin) / 64 + 1)
           > limits::text_pixels_max;
}

GlyphImage image_of(const FT_GlyphSlot slot) {
    const FT_Bitmap& bitmap = slot->bitmap;
    GlyphImage image;
    image.at = {slot->bitmap_left, -slot->bitmap_top, static_cast<std::int32_t>(bitmap.width),
                static_cast<std::int32_t>(bitmap.rows)};
    image.coverage.reserve(std::size_t{bitmap.width} * bitmap.rows);
    for (std::int32_t y = 0; y < image.at.height; ++y) {
        const std::uint8_t* row = bitmap.buffer + std::ptrdiff_t{y} * bitmap.pitch;
        for (std::uint32_t x = 0; x < bitmap.width; ++x) {
            const bool bits = bitmap.pixel_mode == FT_PIXEL_MODE_MONO;
            const int bit = row[bits ? x / 8 : x] >> (7 - x % 8) & 1;
            image.coverage.push_back(bits ? static_cast<std::uint8_t>(bit * 255) : row[x]);
        }
    }
    return image;
}

// A quarter clockwise about the corner of the pixels that is the origin.
GlyphImage turned(const GlyphImage& upright) {
    const Rect& from = upright.at;
    GlyphImage image;
    image.at = {-(from.y + from.height), from.x, from.height, from.width};
    image.coverage.resize(upright.coverage.size());
    for (std::int32_t y = 0; y < from.height; ++y) {
        for (std::int32_t x = 0; x < from.width; ++x) {
            const std::ptrdiff_t to = std::ptrdiff_t{x} * from.height + (from.height - 1 - y);
            image.coverage[static_cast<std::size_t>(to)] =
                upright.coverage[static_cast<std::size_t>(std::ptrdiff_t{y} * from.width + x)];
        }
    }
    return image;
}

} // namespace

class GlyphImages::Pens {
public:
    Pens(const FontCatalog& fonts, std::int32_t em_pixels, TextRendering rendering)
        : fonts_(fonts), em_(em_pixels), rendering_(rendering) {
        FT_Library library = nullptr;
        if (FT_Init_FreeType(&library) == 0) {
            library_.reset(library);
        }
    }

    Result<const OpenFace*> face(std::size_t font) {
        if (const auto known = faces_.find(font); known != faces_.end()) {
            return &known->second;
        }
        const LoadedFont& loaded = fonts_.loaded(font);
        const std::string& path = loaded.file.path;
        OpenFace opened;
        opened.bytes.reset(hb_face_reference_blob(loaded.face.get()));
        unsigned size = 0;
        const char* bytes = hb_blob_get_data(opened.bytes.get(), &size);
        FT_Face face = nullptr;
        if (!library_
            || FT_New_Memory_Face(library_.get(), reinterpret_cast<const FT_Byte*>(bytes),
                                  static_cast<FT_Long>(size), loaded.file.face_index, &face)
                   != 0) {
            return fail(ErrorCode::damaged_media, "font file does not load", path);
        }
        opened.face.reset(face);
        if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em_)) != 0) {
            return fail(ErrorCode::damaged_media, "font file has no outlines", path);
        }
        opened.reach = reach_of(*face, em_);
        return &faces_.emplace(font, std::move(opened)).first->second;
    }

    Result<std::int32_t> reach(std::size_t font) {
        if (fonts_.file(font).strike_pixels > 0) {
            return 4 * em_;
        }
        return face(font).map([](const OpenFace* opened) { return opened->reach; });
    }

    Result<const GlyphImage*> image(const GlyphKey& key) {
        if (const auto known = images_.find(key); known != images_.end()) {
            return &known->second;
        }
        auto drawn = draw(key);
        if (!drawn) {
            return tl::unexpected(drawn.error());
        }
        if (bytes_ + drawn->coverage.size() > cached_bytes_max) {
            images_.clear();
            bytes_ = 0;
        }
        bytes_ += drawn->coverage.size();
        return &images_.emplace(key, *std::move(drawn)).first->second;
    }

private:
    Result<GlyphImage> draw(const GlyphKey& key) {
        if (const auto& strike = fonts_.loaded(key.font).strike) {
            const GlyphImage image = strike->image(key.glyph);
            return key.sideways ? turned(image) : image;
        }
        const auto opened = face(key.font);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        FT_FaceRec_* const face = (*opened)->face.get();
        const bool by_outline = key.sideways && rendering_ == TextRendering::smooth;
        const FT_Int32 flags =
            by_outline ? FT_LOAD_NO_BITMAP | FT_LOAD_NO_HINTING : load_flags(rendering_);
        if (FT_Load_Glyph(face, key.glyph, flags) != 0) {
            return fail(ErrorCode::damaged_media, fmt::format("glyph {} does not load", key.glyph));
        }
        FT_Outline& outline = face->glyph->outline; // y up
        if (by_outline) {
            const FT_Matrix quarter_clockwise{0, 0x10000, -0x10000, 0};
            FT_Outline_Transform(&outline, &quarter_clockwise);
            FT_Outline_Translate(&outline, 0, -key.phase);
        } else {
            FT_Outline_Translate(&outline, key.phase, 0);
        }
        if (is_monstrous(outline)) {
            return fail(ErrorCode::damaged_media, fmt::format("glyph {} is too large", key.glyph));
        }
        const auto mode =
            rendering_ == TextRendering::crisp ? FT_RENDER_MODE_MONO : FT_RENDER_MODE_NORMAL;
        if (FT_Render_Glyph(face->glyph, mode) != 0) {
            return fail(ErrorCode::damaged_media, fmt::format("glyph {} does not draw", key.glyph));
        }
        GlyphImage image = image_of(face->glyph);
        return key.sideways && !by_outline ? turned(image) : image;
    }

    const FontCatalog& fonts_;
    std::int32_t em_;
    TextRendering rendering_;
    Library library_{nullptr, &FT_Done_FreeType};
    std::map<std::size_t, OpenFace> faces_; // gone before the library
    std::map<GlyphKey, GlyphImage> images_;
    std::size_t bytes_ = 0;
};

GlyphImages::GlyphImages(const FontCatalog& fonts, std::int32_t em_pixels, TextRendering rendering)
    : pens_(std::make_unique<Pens>(fonts, em_pixels, rendering)) {}

GlyphImages::~GlyphImages() = default;

Result<const GlyphImage*> GlyphImages::image(const GlyphKey& key) {
    return pens_->image(key);
}

Result<std::int32_t> GlyphImages::reach(std::size_t font) {
    return pens_->reach(font);
}

} // namespace marquee::player
