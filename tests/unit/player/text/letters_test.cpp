// Outline, shadow, gradient and colours of letters, as values of pixels.
#include "player/text/glyph_raster.hpp"

#include <cstring>

#include <catch2/catch.hpp>

#include "player/text/ink_colours.hpp"
#include "player/text/ink_mask.hpp"
#include "player/text/text_layout.hpp"
#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Colour red{255, 0, 0, 255};
constexpr Colour blue{0, 0, 255, 255};
constexpr Colour green{0, 255, 0, 255};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

TextLine line_of(const std::string& text) {
    const auto shaped = ShapedText::shape(fonts(), {text, "zh-Hans", {}});
    REQUIRE(shaped);
    TextLine line = shaped->line(0, static_cast<std::int32_t>(shaped->unicode().units.size()));
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        line.glyphs[i].character = static_cast<std::int32_t>(i); // one glyph a character here
    }
    return line;
}

// White on black, 40 pixels high, 10 pixels from the left edge.
TextDrawing drawing_of(const std::string& text, Size size) {
    TextDrawing drawing;
    drawing.size = size;
    drawing.em_pixels = 40;
    drawing.lines.push_back({line_of(text), 10, 45});
    return drawing;
}

Picture drawn(const TextDrawing& drawing) {
    auto picture = draw_text(fonts(), drawing);
    REQUIRE(picture);
    return *std::move(picture);
}

std::uint32_t pixel(const Picture& picture, std::int32_t x, std::int32_t y) {
    std::uint32_t value = 0;
    std::memcpy(&value, picture.planes[0] + y * picture.strides[0] + x * 4, 4);
    return value;
}

// Around all pixels that are not as the one at the top left.
Rect ink_of(const Picture& picture) {
    Rect ink;
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        for (std::int32_t x = 0; x < picture.size.width; ++x) {
            if (pixel(picture, x, y) != pixel(picture, 0, 0)) {
                ink = bounds(ink, {x, y, 1, 1});
            }
        }
    }
    return ink;
}

int pixels_like(const Picture& picture, std::uint32_t wanted) {
    int count = 0;
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        for (std::int32_t x = 0; x < picture.size.width; ++x) {
            count += pixel(picture, x, y) == wanted ? 1 : 0;
        }
    }
    return count;
}

InkMask dot(Size size, std::uint8_t coverage) {
    InkMask mask({0, 0, size.width, size.height});
    mask.row(size.height / 2)[size.width / 2] = coverage;
    return mask;
}

std::string shape_of(const InkMask& mask) {
    std::string text;
    for (std::int32_t y = 0; y < mask.area.height; ++y) {
        for (std::int32_t x = 0; x < mask.area.width; ++x) {
            const std::uint8_t coverage = mask.row(y)[x];
            text += coverage == 0 ? '.' : coverage == 255 ? '#' : '+';
        }
        text += '\n';
    }
    return text;
}

} // namespace

TEST_CASE("a hard edge spreads to whole pixels, corners rounded") {
    CHECK(shape_of(spread(dot({5, 5}, 255), 1, EdgeKind::hard))
          == ".....\n"
             ".###.\n"
             ".###.\n"
             ".###.\n"
             ".....\n");
    CHECK(shape_of(spread(dot({7, 7}, 255), 2, EdgeKind::hard))
          == ".......\n"
             "..###..\n"
             ".#####.\n"
             ".#####.\n"
             ".#####.\n"
             "..###..\n"
             ".......\n");
}

TEST_CASE("a soft edge spreads greys as far as full ink") {
    CHECK(shape_of(spread(dot({5, 5}, 255), 1, EdgeKind::soft))
          == ".....\n"
             ".+#+.\n"
             ".###.\n"
             ".+#+.\n"
             ".....\n");
    const InkMask grey = spread(dot({5, 5}, 100), 1, EdgeKind::soft);
    CHECK(grey.row(2)[1] == 100);
    CHECK(grey.row(2)[0] == 0);
}

TEST_CASE("ink spreads past the edge of its area without trouble") {
    InkMask mask({-3, -2, 4, 3});
    mask.row(-2)[0] = 255;
    const InkMask wide = spread(mask, 16, EdgeKind::soft);
    CHECK(wide.row(-2)[3] == 255);
    CHECK(wide.row(0)[3] == 255);
}

TEST_CASE("an outline lies around the letters and leaves them as they are") {
    TextDrawing plain = drawing_of("国", {60, 60});
    TextDrawing outlined = plain;
    outlined.letters.outline = {3, red};
    const Picture without = drawn(plain);
    const Picture with = drawn(outlined);
    const Rect ink = ink_of(without);
    CHECK(ink_of(with) == Rect{ink.x - 3, ink.y - 3, ink.width + 6, ink.height + 6});
    CHECK(pixels_like(with, 0xFFFFFFFF) == pixels_like(without, 0xFFFFFFFF));
    CHECK(pixels_like(with, 0xFFFF0000) > 200);
}

TEST_CASE("ink reaches as far as it is said to") {
    TextDrawing plain = drawing_of("国", {160, 160});
    plain.lines[0].x = 60;
    plain.lines[0].baseline = 100;
    const Rect ink = ink_of(drawn(plain));
    for (const Shadow shadow : {Shadow{5, 7, blue}, Shadow{-6, -4, blue}, Shadow{0, 3, blue}}) {
        TextDrawing looked = plain;
        looked.letters.outline.width_pixels = 2;
        looked.letters.outline.colour = red;
        looked.letters.shadow = shadow;
        const InkReach reach = ink_reach(looked.letters);
        CHECK(ink_of(drawn(looked))
              == Rect{ink.x - reach.left, ink.y - reach.top, ink.width + reach.left + reach.right,
                      ink.height + reach.top + reach.bottom});
    }
    CHECK(ink_reach({}) == InkReach{});
}

TEST_CASE("a shadow lies beneath, outline included") {
    TextDrawing shaded = drawing_of("一", {80, 60});
    shaded.letters.outline = {2, red};
    shaded.letters.shadow = {4, 4, blue};
    TextDrawing outlined = shaded;
    outlined.letters.shadow = {};
    const Picture with = drawn(shaded);
    const Picture without = drawn(outlined);
    CHECK(pixels_like(with, 0xFFFF0000) == pixels_like(without, 0xFFFF0000));
    CHECK(pixels_like(with, 0xFFFFFFFF) == pixels_like(without, 0xFFFFFFFF));
    CHECK(pixels_like(with, 0xFF0000FF) > 50);
}

TEST_CASE("letters lie in the opening of their outline") {
    Letters look;
    look.outline = {2, red};
    InkColours colours(colours::black, {255, 255, 255, 0}, look);
    CHECK(colours.pixel(0, {255, 255, 0}) == 0xFF000000);
    CHECK(colours.pixel(0, {0, 255, 0}) == 0xFFFF0000);
    CHECK((colours.pixel(0, {128, 255, 0}) >> 16 & 0xFF) == 187);
}

TEST_CASE("over a background that is not there colours are premultiplied") {
    Letters look;
    look.outline = {1, red};
    look.shadow = {1, 1, {0, 0, 255, 128}};
    InkColours colours({0, 0, 0, 0}, colours::white, look);
    CHECK(colours.pixel(0, {0, 0, 0}) == 0);
    CHECK(colours.pixel(0, {0, 0, 255}) == 0x80000080);
    CHECK(colours.pixel(0, {0, 128, 0}) == 0x80800000);
    CHECK(colours.pixel(0, {255, 255, 255}) == 0xFFFFFFFF);
}

TEST_CASE("parts of a text have their own colours") {
    TextDrawing drawing = drawing_of("国国国", {140, 60});
    drawing.letters.colours = {{1, 2, red}, {2, 3, green}};
    const Picture picture = drawn(drawing);
    const auto only = [&](std::int32_t from, std::uint32_t colour) {
        TextDrawing part = drawing;
        part.size.width = 40;
        part.lines[0].x = 10 - from;
        CHECK(pixels_like(drawn(part), colour) > 100);
        CHECK(pixels_like(picture, colour) == pixels_like(drawn(part), colour));
    };
    only(10, 0xFFFFFFFF);
    only(50, 0xFFFF0000);
    only(90, 0xFF00FF00);
}

TEST_CASE("a gradient runs from the top of the line to its foot and spares coloured parts") {
    TextDrawing drawing = drawing_of("丨丨", {100, 60});
    drawing.text = red;
    drawing.letters.gradient_to = blue;
    drawing.letters.colours = {{1, 2, green}};
    const Picture picture = drawn(drawing);
    std::int32_t x = 10;
    while ((pixel(picture, x, 30) & 0xFFFFFF) == 0 || (pixel(picture, x, 30) & 0xFF00) != 0) {
        REQUIRE(++x < 50);
    }
    const auto reds = [&](std::int32_t y) { return pixel(picture, x + 1, y) >> 16 & 0xFF; };
    CHECK(reds(15) > reds(30));
    CHECK(reds(30) > reds(44));
    CHECK(pixels_like(picture, 0xFF00FF00) > 40);
}

TEST_CASE("a text drawn in parts shows no seam") {
    TextDrawing whole = drawing_of("国家反诈中心APP", {420, 70});
    whole.letters.outline = {3, red};
    whole.letters.shadow = {7, -5, blue};
    whole.letters.gradient_to = green;
    const Picture picture = drawn(whole);
    for (std::int32_t left = 0; left < 420; left += 53) {
        TextDrawing part = whole;
        part.size.width = std::min(53, 420 - left);
        part.lines[0].x -= left;
        const Picture window = drawn(part);
        for (std::int32_t y = 0; y < 70; ++y) {
            CHECK(std::memcmp(window.planes[0] + y * window.strides[0],
                              picture.planes[0] + y * picture.strides[0] + left * 4,
                              static_cast<std::size_t>(window.strides[0]))
                  == 0);
        }
    }
}

TEST_CASE("a glyph on its side is the upright one turned a quarter clockwise") {
    for (const auto rendering : {TextRendering::hinted, TextRendering::crisp}) {
        TextDrawing upright = drawing_of("F", {100, 100});
        upright.lines[0].x = 50;
        upright.lines[0].baseline = 50;
        upright.letters.rendering = rendering;
        TextDrawing turned = upright;
        turned.letters.writing = WritingMode::vertical;
        turned.lines[0].line.glyphs[0].sideways = true;
        const Picture from = drawn(upright);
        const Picture to = drawn(turned);
        for (std::int32_t y = 0; y < 100; ++y) {
            for (std::int32_t x = 0; x < 100; ++x) {
                CHECK(pixel(from, x, y) == pixel(to, 99 - y, x));
            }
        }
    }
}

TEST_CASE("crisp letters have no greys") {
    TextDrawing drawing = drawing_of("反诈中心", {200, 60});
    drawing.letters.rendering = TextRendering::crisp;
    drawing.letters.outline = {1, red};
    const Picture picture = drawn(drawing);
    CHECK(pixels_like(picture, 0xFF000000) + pixels_like(picture, 0xFFFF0000)
              + pixels_like(picture, 0xFFFFFFFF)
          == 200 * 60);
    CHECK(pixels_like(picture, 0xFFFFFFFF) > 500);
}
