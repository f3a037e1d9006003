#include "player/text/glyph_raster.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "player/text/glyph_images.hpp"
#include "player/text/ink_colours.hpp"
#include "player/text/ink_mask.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::int32_t tile_pixels = 1'024; // width and height: what is kept beside the picture
constexpr double em_box_ascent = 0.88;
constexpr double em_box_descent = 0.12;

// A glyph with all that is known before it is drawn.
struct GlyphAt {
    GlyphKey key;
    std::int32_t x = 0; // pixel of its origin
    std::int32_t y = 0;
    Paint paint = 0;
    double top = 0; // of the gradient: rows, or columns of a glyph that lies on its side
    double foot = 0;
};

// Puts the glyphs of lines on whole pixels, as far as their sharpness asks for it.
class Placing {
public:
    Placing(const TextDrawing& drawing, TextRendering rendering, const InkColours& colours)
        : em_(drawing.em_pixels),
          columns_(drawing.letters.writing == WritingMode::vertical),
          whole_pixels_(rendering != TextRendering::smooth),
          colours_(colours) {}

    std::vector<GlyphAt> place(const std::vector<LineAt>& lines) const {
        std::vector<GlyphAt> placed;
        for (const LineAt& at : lines) {
            double shift = 0; // of the run, to a whole pixel
            for (const PlacedGlyph& glyph : at.line.glyphs) {
                const double start = (columns_ ? glyph.y : glyph.x) * em_;
                if (glyph.starts_run) {
                    shift = std::round(start) - start;
                }
                placed.push_back(columns_ ? in_column(at, glyph, shift)
                                          : in_line(at, glyph, shift));
            }
        }
        return placed;
    }

private:
    GlyphAt in_line(const LineAt& line, const PlacedGlyph& glyph, double shift) const {
        const double x = along(line.x + glyph.x * em_ + shift);
        GlyphAt at = whole(glyph, std::floor(x), std::lround(line.baseline + glyph.y * em_));
        at.key.phase = static_cast<std::int32_t>(std::lround((x - std::floor(x)) * 64));
        at.top = line.baseline - em_box_ascent * em_;
        at.foot = line.baseline + em_box_descent * em_;
        return at;
    }

    GlyphAt in_column(const LineAt& line, const PlacedGlyph& glyph, double shift) const {
        const double x = std::round(line.x + glyph.x * em_);
        const double y = along(line.baseline + glyph.y * em_ + shift);
        if (!glyph.sideways) {
            GlyphAt at = whole(glyph, x, std::lround(y));
            at.top = at.y - em_box_ascent * em_;
            at.foot = at.y + em_box_descent * em_;
            return at;
        }
        GlyphAt at = whole(glyph, x, static_cast<long>(std::floor(y)));
        at.key.phase = static_cast<std::int32_t>(std::lround((y - std::floor(y)) * 64));
        at.top = x + em_box_ascent * em_;
        at.foot = x - em_box_descent * em_;
        return at;
    }

    // Where a glyph stands along its line: anywhere, unless its stems are made for whole pixels.
    double along(double place) const { return whole_pixels_ ? std::round(place) : place; }

    GlyphAt whole(const PlacedGlyph& glyph, double x, long y) const {
        GlyphAt at;
        at.key = {glyph.font, glyph.glyph, glyph.sideways, 0};
        at.x = static_cast<std::int32_t>(x);
        at.y = static_cast<std::int32_t>(y);
        at.paint = colours_.paint_of(glyph.character);
        return at;
    }

    double em_;
    bool columns_;
    bool whole_pixels_;
    const InkColours& colours_;
};

// Automatic: letters drawn by hand are crisp and all others smooth.
TextRendering rendering_of(const FontCatalog& fonts, const TextDrawing& drawing) {
    const auto by_hand = [&](const PlacedGlyph& glyph) {
        return fonts.file(glyph.font).strike_pixels > 0;
    };
    const bool crisp =
        std::any_of(drawing.lines.begin(), drawing.lines.end(), [&](const LineAt& at) {
            return std::any_of(at.line.glyphs.begin(), at.line.glyphs.end(), by_hand);
        });
    if (crisp) {
        return TextRendering::crisp;
    }
    const TextRendering wanted = drawing.letters.rendering;
    return wanted == TextRendering::automatic ? TextRendering::smooth : wanted;
}

Rect grown(Rect rect, std::int32_t pixels) {
    return {rect.x - pixels, rect.y - pixels, rect.width + 2 * pixels, rect.height + 2 * pixels};
}

// Draws a picture part by part.
class TextPainter {
public:
    TextPainter(const FontCatalog& fonts, const TextDrawing& drawing, std::uint32_t* pixels)
        : drawing_(drawing),
          rendering_(rendering_of(fonts, drawing)),
          images_(fonts, drawing.em_pixels, rendering_),
          colours_(drawing.background, drawing.text, drawing.letters),
          glyphs_(Placing(drawing, rendering_, colours_).place(drawing.lines)),
          many_colours_(!drawing.letters.colours.empty() || drawing.letters.gradient_to),
          pixels_(pixels) {}

    Status draw(Rect tile) {
        const Letters& look = drawing_.letters;
        const std::int32_t outline = look.outline.width_pixels;
        const Rect around = grown(tile, outline);
        Rect thrown = around; // where ink lies whose shadow falls into the tile
        thrown.x -= look.shadow.x_pixels;
        thrown.y -= look.shadow.y_pixels;
        letters_ = InkMask(bounds(around, thrown));
        paints_.assign(many_colours_ ? letters_.coverage.size() : 0, Paint{0});
        for (const GlyphAt& glyph : glyphs_) {
            if (const auto drawn = draw_glyph(glyph); !drawn) {
                return drawn;
            }
        }
        const EdgeKind edge = rendering_ == TextRendering::crisp ? EdgeKind::hard : EdgeKind::soft;
        outlined_ = outline > 0 ? spread(letters_, outline, edge) : InkMask();
        for (std::int32_t y = tile.y; y < tile.y + tile.height; ++y) {
            colour_row(tile, y);
        }
        return {};
    }

private:
    Status draw_glyph(const GlyphAt& glyph) {
        const auto reach = images_.reach(glyph.key.font);
        if (!reach) {
            return tl::unexpected(reach.error());
        }
        if (intersect(grown({glyph.x, glyph.y, 1, 1}, *reach), letters_.area).empty()) {
            return {};
        }
        return images_.image(glyph.key).map([&](const GlyphImage* image) { add(glyph, *image); });
    }

    // Adds ink; whoever covers more of a pixel gives it its colour.
    void add(const GlyphAt& glyph, const GlyphImage& image) {
        Rect at = image.at;
        at.x += glyph.x;
        at.y += glyph.y;
        const Rect seen = intersect(at, letters_.area);
        for (std::int32_t y = seen.y; y < seen.y + seen.height; ++y) {
            const std::uint8_t* from =
                image.coverage.data() + std::ptrdiff_t{y - at.y} * at.width + (seen.x - at.x);
            std::uint8_t* to = letters_.row(y) + (seen.x - letters_.area.x);
            for (std::int32_t i = 0; i < seen.width; ++i) {
                if (many_colours_ && from[i] > to[i]) {
                    paints_[static_cast<std::size_t>(to + i - letters_.coverage.data())] =
                        paint_at(glyph, seen.x + i, y);
                }
                to[i] = static_cast<std::uint8_t>(std::min(255, int{to[i]} + from[i]));
            }
        }
    }

    Paint paint_at(const GlyphAt& glyph, std::int32_t x, std::int32_t y) const {
        if (!colours_.turns(glyph.paint)) {
            return glyph.paint;
        }
        const double middle = (glyph.key.sideways ? x : y) + 0.5;
        return colours_.turned((middle - glyph.top) / (glyph.foot - glyph.top));
    }

    void colour_row(Rect tile, std::int32_t y) {
        const Shadow& shadow = drawing_.letters.shadow;
        const bool has_shadow = shadow.x_pixels != 0 || shadow.y_pixels != 0;
        const bool has_outline = !outlined_.coverage.empty();
        const InkMask& thrown = has_outline ? outlined_ : letters_;
        const std::int32_t left = tile.x - letters_.area.x;
        const std::uint8_t* letters = letters_.row(y) + left;
        const std::uint8_t* outlined = has_outline ? outlined_.row(y) + left : letters;
        const std::uint8_t* shaded = thrown.row(has_shadow ? y - shadow.y_pixels : y) + left
                                     - (has_shadow ? shadow.x_pixels : 0);
        const Paint* paints =
            many_colours_ ? paints_.data() + (letters - letters_.coverage.data()) : nullptr;
        std::uint32_t* to =
            pixels_ + std::ptrdiff_t{y} * drawing_.size.width + std::ptrdiff_t{tile.x};
        for (std::int32_t i = 0; i < tile.width; ++i) {
            const InkShares shares{letters[i], std::max(letters[i], outlined[i]),
                                   has_shadow ? shaded[i] : std::uint8_t{0}};
            to[i] = colours_.pixel(many_colours_ ? paints[i] : Paint{0}, shares);
        }
    }

    const TextDrawing& drawing_;
    TextRendering rendering_;
    GlyphImages images_;
    InkColours colours_;
    std::vector<GlyphAt> glyphs_;
    bool many_colours_;
    std::uint32_t* pixels_;
    InkMask letters_;
    InkMask outlined_;
    std::vector<Paint> paints_; // of the letters, pixel by pixel
};

Picture picture_of(const TextDrawing& drawing, std::shared_ptr<std::uint32_t[]> pixels) {
    Picture picture;
    picture.format = drawing.background.alpha == 255 ? PixelFormat::bgrx : PixelFormat::bgra;
    picture.size = drawing.size;
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels.get());
    picture.strides[0] = std::ptrdiff_t{drawing.size.width} * 4;
    picture.owner = std::move(pixels);
    return picture;
}

} // namespace

Result<Picture> draw_text(const FontCatalog& fonts, const TextDrawing& drawing) {
    const auto [width, height] = drawing.size;
    const auto count = std::int64_t{width} * height;
    if (drawing.size.empty() || count > limits::text_pixels_max) {
        return fail(ErrorCode::too_large,
                    fmt::format("text would need a picture of {} x {} pixels", width, height));
    }
    auto pixels = std::make_shared<std::uint32_t[]>(static_cast<std::size_t>(count));
    TextPainter painter(fonts, drawing, pixels.get());
    for (std::int32_t y = 0; y < height; y += tile_pixels) {
        for (std::int32_t x = 0; x < width; x += tile_pixels) {
            const Rect tile{x, y, std::min(tile_pixels, width - x),
                            std::min(tile_pixels, height - y)};
            if (const auto drawn = painter.draw(tile); !drawn) {
                return tl::unexpected(drawn.error());
            }
        }
    }
    return picture_of(drawing, std::move(pixels));
}

} // namespace marquee::player
