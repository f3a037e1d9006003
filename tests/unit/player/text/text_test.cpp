#include "player/text/glyph_raster.hpp"
#include "player/text/text_fit.hpp"
#include "player/text/text_layout.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "player/text/colour_ramp.hpp"
#include "player/text/text_rendering.hpp"
#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

ShapedText shaped(const std::string& text, const std::string& language = "zh-Hans") {
    const auto result = ShapedText::shape(fonts(), {text, language, {}});
    INFO((result ? std::string("ok") : to_string(result.error())));
    REQUIRE(result);
    return *result;
}

TextLine whole(const ShapedText& text) {
    return text.line(0, static_cast<std::int32_t>(text.unicode().units.size()));
}

// The lines of a fit as UTF-8, for dumps.
std::vector<std::string> lines_of(const std::string& utf8, const TextFit& fit,
                                  const ShapedText& text) {
    std::vector<std::string> lines;
    std::size_t byte = 0;
    std::int32_t unit = 0;
    for (const LineRange& range : fit.lines) {
        std::string line;
        while (unit < range.to) {
            character_at(text.unicode().units, unit);
            do {
                line += utf8[byte++];
            } while (byte < utf8.size() && (utf8[byte] & 0xC0) == 0x80);
        }
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> still_lines(const std::string& utf8, Size zone) {
    const ShapedText text = shaped(utf8);
    const auto fit = fit_still(text, zone, 0);
    REQUIRE(fit);
    return lines_of(utf8, *fit, text);
}

} // namespace

TEST_CASE("the default font is Noto Sans CJK SC") {
    CHECK(fonts().file(fonts().chain("").front()).family == "Noto Sans CJK SC");
    CHECK(fonts().file(fonts().chain("No Such Font").front()).family == "Noto Sans CJK SC");
    CHECK(fonts().file(fonts().chain("DejaVu Sans").front()).family == "DejaVu Sans");
    CHECK(fonts().draws(0, U'诈'));
    CHECK_FALSE(fonts().draws(0, U'\U0001F600'));
    CHECK(fonts().version(0).find("Noto Sans CJK SC Version 2") == 0);
}

TEST_CASE("a bold text asks the bold face of its family, then the default's") {
    const auto first = [](std::string_view family, FontWeight weight) {
        const FontFile& file = fonts().file(fonts().chain(family, weight).front());
        return std::pair(file.family, file.weight);
    };
    using Face = std::pair<std::string, FontWeight>;
    CHECK(first("", FontWeight::bold) == Face{"Noto Sans CJK SC", FontWeight::bold});
    CHECK(first("DejaVu Sans", FontWeight::bold) == Face{"DejaVu Sans", FontWeight::bold});
    CHECK(first("DejaVu Sans", FontWeight::regular) == Face{"DejaVu Sans", FontWeight::regular});
    CHECK(first("DejaVu Sans Bold", FontWeight::regular) == Face{"DejaVu Sans", FontWeight::bold});
    const auto chain = fonts().chain("DejaVu Sans", FontWeight::bold);
    CHECK(fonts().file(chain.at(2)).family == "Noto Sans CJK SC");
    CHECK(fonts().file(chain.at(2)).weight == FontWeight::bold);
    for (const std::size_t font : chain) {
        CHECK(fonts().file(font).strike_pixels == 0);
    }
}

TEST_CASE("letters drawn by hand for a size come first at that size only") {
    for (const std::int32_t em : {12, 13, 15, 16}) {
        const auto chain = fonts().chain("DejaVu Sans", FontWeight::bold, em);
        const std::size_t first = chain.front();
        CHECK(fonts().file(first).strike_pixels == em);
        CHECK(fonts().draws(first, U'诈'));
        CHECK_FALSE(fonts().draws(first, U'\u2713'));
        CHECK(fonts().file(chain.at(1)).family == "DejaVu Sans");
    }
    CHECK(fonts().strike_for(11) == 0);
    CHECK(fonts().strike_for(14) == 13);
    CHECK(fonts().strike_for(200) == 16);
    CHECK(strike_at(fonts(), TextRendering::automatic, 16) == 16);
    CHECK(strike_at(fonts(), TextRendering::automatic, 17) == 0);
    CHECK(strike_at(fonts(), TextRendering::crisp, 23) == 16);
    CHECK(strike_at(fonts(), TextRendering::crisp, 24) == 0);
    CHECK(strike_at(fonts(), TextRendering::smooth, 16) == 0);
}

TEST_CASE("lines of letters drawn by hand lie in their zone to the last row") {
    std::string many = "\u8BC8";
    for (int lines = 2; lines <= 12; ++lines) {
        many += "\n\u8BC8";
        for (const std::int32_t em : {12, 13, 15, 16}) {
            const auto text = ShapedText::shape(
                fonts(), {many, "zh-Hans", {}, WritingMode::horizontal, FontWeight::regular, em});
            REQUIRE(text);
            std::int32_t height = em; // the lowest zone that holds them
            const auto holds = [&] {
                const auto fit = fit_still(*text, {96, height}, em);
                return fit && fit->em_pixels == em;
            };
            while (height < 300 && !holds()) {
                ++height;
            }
            INFO(em << " pixels, " << lines << " lines, " << height << " rows");
            const auto fit = fit_still(*text, {96, height}, em);
            REQUIRE(fit);
            CHECK(fit->em_pixels == em);
            CHECK(fit->lines.size() == static_cast<std::size_t>(lines));
            CHECK(fit->block_pixels <= height);
        }
    }
}

TEST_CASE("letters drawn by hand whose file is no font draw nothing") {
    const FontFile broken{"Broken", "/dev/null", 0, FontWeight::regular, 12};
    const auto catalog = FontCatalog::from_files({fonts().file(0), broken});
    REQUIRE(catalog);
    CHECK(catalog->chain("", FontWeight::regular, 12).front() == 1);
    CHECK_FALSE(catalog->draws(1, U'诈'));
}

TEST_CASE("a family without a bold face is drawn in the one it has") {
    FontFile only = fonts().file(fonts().chain("DejaVu Sans").front());
    const auto catalog = FontCatalog::from_files({fonts().file(0), only});
    REQUIRE(catalog);
    CHECK(catalog->chain("DejaVu Sans", FontWeight::bold).front() == 1);
}

TEST_CASE("a missing font directory says what to install") {
    const auto catalog = FontCatalog::load("/nowhere");
    REQUIRE_FALSE(catalog);
    CHECK(catalog.error().code == ErrorCode::not_found);
    CHECK(catalog.error().what.find("fonts-noto-cjk") != std::string::npos);
}

TEST_CASE("a face that the file does not have is refused") {
    FontFile file = fonts().file(0);
    file.face_index = 99;
    const auto catalog = FontCatalog::from_files({file});
    REQUIRE_FALSE(catalog);
    CHECK(catalog.error().code == ErrorCode::damaged_media);
}

TEST_CASE("ideographs are one em wide and in order") {
    const TextLine line = whole(shaped("陌生来电要提防"));
    REQUIRE(line.glyphs.size() == 7);
    CHECK(line.width == Approx(7));
    for (std::size_t i = 0; i < 7; ++i) {
        CHECK(line.glyphs[i].x == Approx(static_cast<double>(i)));
        CHECK(line.glyphs[i].font == 0);
    }
}

TEST_CASE("the language chooses the forms of Han characters") {
    const auto glyph = [](const std::string& language) {
        return whole(shaped("骨", language)).glyphs.front().glyph;
    };
    CHECK(glyph("zh-Hans") != glyph("ja"));
    CHECK(glyph("zh-Hans") != glyph("zh-Hant"));
    CHECK(glyph("zh-Hans") == glyph("zh-Hans-CN"));
}

TEST_CASE("a character that no font draws is named") {
    const auto result = ShapedText::shape(fonts(), {"防骗\U00013080!", "zh-Hans", {}});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::missing_glyph);
    REQUIRE(result.error().params.size() == 1);
    CHECK(result.error().params[0].second == "U+13080 \U00013080");
}

TEST_CASE("a character the default lacks comes from another font") {
    const TextLine line = whole(shaped("ع"));
    REQUIRE(line.glyphs.size() == 1);
    CHECK(fonts().file(line.glyphs[0].font).family != "Noto Sans CJK SC");
}

TEST_CASE("right-to-left words stand in visual order") {
    const TextLine line = whole(shaped("A עב B"));
    std::vector<double> xs;
    for (const PlacedGlyph& glyph : line.glyphs) {
        xs.push_back(glyph.x);
    }
    CHECK(std::is_sorted(xs.begin(), xs.end()));
    const auto alef = whole(shaped("ע")).glyphs[0].glyph;
    const auto at = std::find_if(line.glyphs.begin(), line.glyphs.end(),
                                 [&](const PlacedGlyph& glyph) { return glyph.glyph == alef; });
    REQUIRE(at != line.glyphs.end());
    CHECK(at - line.glyphs.begin() == 3); // A, space, second letter, first letter
}

TEST_CASE("text that is not UTF-8 or holds control characters is malformed") {
    for (const std::string& text : {std::string("\xE9\x99"), std::string("\xC0\x80"),
                                    std::string("a\tb"), std::string("a\0b", 3)}) {
        const auto result = ShapedText::shape(fonts(), {text, "zh-Hans", {}});
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::malformed);
    }
}

TEST_CASE("a slogan over the limits is too large") {
    const auto bytes = ShapedText::shape(fonts(), {std::string(1 << 20, 'x'), "en", {}});
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == ErrorCode::too_large);
    const std::string many(limits::slogan_graphemes_max + 1, 'x');
    const auto graphemes = ShapedText::shape(fonts(), {many, "en", {}});
    REQUIRE_FALSE(graphemes);
    CHECK(graphemes.error().code == ErrorCode::too_large);
}

TEST_CASE("an empty text has no glyphs") {
    const ShapedText text = shaped("");
    CHECK(whole(text).glyphs.empty());
    CHECK(fit_still(text, {192, 32}, 0));
}

TEST_CASE("still text ends its lines after phrases") {
    using Lines = std::vector<std::string>;
    CHECK(still_lines("陌生来电要提防,多方确认防上当", {1920, 1080})
          == Lines{"陌生来电要提防,", "多方确认防上当"});
    CHECK(still_lines("心莫贪,擦亮眼,绷紧弦,防诈骗", {720, 1280})
          == Lines{"心莫贪,", "擦亮眼,", "绷紧弦,", "防诈骗"});
    CHECK(still_lines("陌生来电要提防,多方确认防上当", {640, 64})
          == Lines{"陌生来电要提防,多方确认防上当"});
    CHECK(still_lines("陌生来电要提防,多方确认防上当", {720, 1280})
          == Lines{"陌生来电", "要提防,", "多方确认", "防上当"});
    CHECK(still_lines("第一行\n第二行", {640, 64}) == Lines{"第一行\n", "第二行"});
}

TEST_CASE("who ended a line meant it, unless that makes the text much smaller") {
    using Lines = std::vector<std::string>;
    CHECK(still_lines("刷单就是诈骗\n切勿上当", {720, 1280})
          == Lines{"刷单就是诈骗\n", "切勿上当"});
    const auto lines =
        still_lines("凡是要求转账汇款的电话一律先挂断再核实然后再拨打反诈专线\n警方", {300, 300});
    CHECK(lines.size() > 2);
}

TEST_CASE("a long phrase is broken where the language allows, never before a mark") {
    const auto lines = still_lines("凡是要求转账汇款的电话一律先挂断再核实(警方提示)", {300, 300});
    REQUIRE(lines.size() > 2);
    for (const std::string& line : lines) {
        CHECK(line.rfind(")", 0) != 0);
    }
}

TEST_CASE("a fit lies inside its zone with a margin") {
    for (const Size zone : {Size{192, 32}, Size{640, 64}, Size{1920, 1080}, Size{720, 1280}}) {
        const ShapedText text = shaped("Call 96110 反诈专线");
        const auto fit = fit_still(text, zone, 0);
        REQUIRE(fit);
        const double bottom = fit->first_baseline + text.extent().descent * fit->em_pixels
                              + (static_cast<double>(fit->lines.size()) - 1) * fit->pitch_pixels;
        CHECK(fit->first_baseline - text.extent().ascent * fit->em_pixels > 0);
        CHECK(bottom < zone.height);
        for (const LineRange& line : fit->lines) {
            CHECK(text.width(line.from, line.to) * fit->em_pixels < zone.width);
        }
    }
}

TEST_CASE("a wished size is an upper bound") {
    const ShapedText text = shaped("反诈专线");
    CHECK(fit_still(text, {1920, 1080}, 100)->em_pixels == 100);
    CHECK(fit_still(text, {192, 32}, 100)->em_pixels < 32);
    CHECK(fit_moving(text, {640, 64}, 40)->em_pixels == 40);
}

TEST_CASE("what would be unreadably small is refused") {
    std::string text;
    for (int i = 0; i < 600; ++i) {
        text += "防";
    }
    const auto fit = fit_still(shaped(text), {192, 32}, 0);
    REQUIRE_FALSE(fit);
    CHECK(fit.error().code == ErrorCode::too_large);
    CHECK(fit_moving(shaped(text), {192, 32}, 0));
    CHECK_FALSE(fit_moving(shaped("防"), {192, 5}, 0));
}

TEST_CASE("half coverage is blended in linear light") {
    const ColourRamp ramp(colours::black, colours::white);
    CHECK(ramp.at(0) == 0xFF000000);
    CHECK(ramp.at(255) == 0xFFFFFFFF);
    CHECK((ramp.at(128) & 0xFF) == 188);
    const ColourRamp clear(Colour{0, 0, 0, 0}, colours::white);
    CHECK(clear.at(0) == 0);
    CHECK(clear.at(128) == 0x80808080); // premultiplied
}

TEST_CASE("text is drawn in its colours and nothing outside the picture") {
    TextDrawing drawing;
    drawing.size = {20, 20};
    drawing.em_pixels = 40;
    drawing.text = {255, 0, 0, 255};
    drawing.background = {0, 0, 255, 255};
    drawing.lines.push_back({whole(shaped("国")), -10, 25});
    const auto picture = draw_text(fonts(), drawing);
    REQUIRE(picture);
    CHECK(picture->format == PixelFormat::bgrx);
    int ink = 0;
    for (int i = 0; i < 400; ++i) {
        ink += picture->planes[0][i * 4 + 2] > 128 ? 1 : 0;
    }
    CHECK(ink > 40);
    CHECK(ink < 360);
}

TEST_CASE("a drawing over the limit is too large") {
    TextDrawing drawing;
    drawing.size = {200'000, 1'000};
    drawing.em_pixels = 100;
    const auto picture = draw_text(fonts(), drawing);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == ErrorCode::too_large);
}
