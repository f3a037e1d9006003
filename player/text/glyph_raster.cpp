#include "player/text/glyph_raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "player/text/colour_ramp.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

using Library = std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)>;
using Face = std::unique_ptr<FT_FaceRec_, decltype(&FT_Done_Face)>;

// How much of each pixel ink covers.
struct Mask {
    Size size;
    std::vector<std::uint8_t> coverage;

    explicit Mask(Size whole)
        : size(whole),
          coverage(static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height)) {
    }

    // Adds a glyph's bitmap with its top left corner at (x, y); what lies outside is cut.
    void add(const FT_Bitmap& bitmap, std::int32_t x, std::int32_t y) {
        const auto columns = static_cast<std::int32_t>(bitmap.width);
        const auto rows = static_cast<std::int32_t>(bitmap.rows);
        const std::int32_t first = std::max(0, -x);
        const std::int32_t last = std::min(columns, size.width - x);
        for (std::int32_t row = std::max(0, -y); row < std::min(rows, size.height - y); ++row) {
            const std::uint8_t* from = bitmap.buffer + std::ptrdiff_t{row} * bitmap.pitch;
            std::uint8_t* to =
                coverage.data() + std::ptrdiff_t{y + row} * size.width + std::ptrdiff_t{x};
            for (std::int32_t column = first; column < last; ++column) {
                to[column] =
                    static_cast<std::uint8_t>(std::min(255, int{to[column]} + from[column]));
            }
        }
    }
};

// The faces of one drawing, opened when first needed. One thread.
class Faces {
public:
    Faces(const FontCatalog& fonts, std::int32_t em_pixels) : fonts_(fonts), em_(em_pixels) {
        FT_Library library = nullptr;
        if (FT_Init_FreeType(&library) == 0) {
            library_.reset(library);
        }
    }

    Result<FT_Face> face(std::size_t font) {
        if (const auto known = faces_.find(font); known != faces_.end()) {
            return known->second.get();
        }
        const FontFile& file = fonts_.file(font);
        FT_Face opened = nullptr;
        if (!library_
            || FT_New_Face(library_.get(), file.path.c_str(), file.face_index, &opened) != 0) {
            return fail(ErrorCode::damaged_media, "font file does not load", file.path);
        }
        faces_.emplace(font, Face{opened, &FT_Done_Face});
        if (FT_Set_Pixel_Sizes(opened, 0, static_cast<FT_UInt>(em_)) != 0) {
            return fail(ErrorCode::damaged_media, "font file has no outlines", file.path);
        }
        return opened;
    }

private:
    const FontCatalog& fonts_;
    std::int32_t em_;
    Library library_{nullptr, &FT_Done_FreeType};
    std::map<std::size_t, Face> faces_;
};

Status draw_glyph(Faces& faces, const PlacedGlyph& glyph, double x, double y, Mask& mask) {
    const auto face = faces.face(glyph.font);
    if (!face) {
        return tl::unexpected(face.error());
    }
    // Light hinting moves stems to whole pixels only vertically: sharp, yet widths stay true.
    if (FT_Load_Glyph(*face, glyph.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) {
        return fail(ErrorCode::damaged_media, fmt::format("glyph {} does not load", glyph.glyph));
    }
    const double whole_x = std::floor(x);
    FT_GlyphSlot slot = (*face)->glyph;
    FT_Outline_Translate(&slot->outline, std::lround((x - whole_x) * 64), 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) {
        return fail(ErrorCode::damaged_media, fmt::format("glyph {} does not draw", glyph.glyph));
    }
    mask.add(slot->bitmap, static_cast<std::int32_t>(whole_x) + slot->bitmap_left,
             static_cast<std::int32_t>(std::lround(y)) - slot->bitmap_top);
    return {};
}

Status draw_line(Faces& faces, const LineAt& at, std::int32_t em_pixels, Mask& mask) {
    double shift = 0; // of the run, to a whole pixel
    for (const PlacedGlyph& glyph : at.line.glyphs) {
        const double x = glyph.x * em_pixels;
        if (glyph.starts_run) {
            shift = std::round(x) - x;
        }
        const auto drawn =
            draw_glyph(faces, glyph, at.x + x + shift, at.baseline + glyph.y * em_pixels, mask);
        if (!drawn) {
            return drawn;
        }
    }
    return {};
}

Picture coloured(const Mask& mask, Colour background, Colour text) {
    const ColourRamp ramp(background, text);
    const std::shared_ptr<std::uint32_t[]> pixels =
        std::make_shared<std::uint32_t[]>(mask.coverage.size());
    std::transform(mask.coverage.begin(), mask.coverage.end(), pixels.get(),
                   [&](std::uint8_t coverage) { return ramp.at(coverage); });
    Picture picture;
    picture.format = background.alpha == 255 ? PixelFormat::bgrx : PixelFormat::bgra;
    picture.size = mask.size;
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels.get());
    picture.strides[0] = std::ptrdiff_t{mask.size.width} * 4;
    picture.owner = pixels;
    return picture;
}

} // namespace

Result<Picture> draw_text(const FontCatalog& fonts, const TextDrawing& drawing) {
    const auto pixels = std::int64_t{drawing.size.width} * drawing.size.height;
    if (drawing.size.empty() || pixels > limits::text_pixels_max) {
        return fail(ErrorCode::too_large, fmt::format("text would need a picture of {} x {} pixels",
                                                      drawing.size.width, drawing.size.height));
    }
    Mask mask(drawing.size);
    Faces faces(fonts, drawing.em_pixels);
    for (const LineAt& line : drawing.lines) {
        if (const auto drawn = draw_line(faces, line, drawing.em_pixels, mask); !drawn) {
            return tl::unexpected(drawn.error());
        }
    }
    return coloured(mask, drawing.background, drawing.text);
}

} // namespace marquee::player
