// Widths of marks and blanks between scripts, by their rules.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "player/text/mark_spacing.hpp"
#include "tests/unit/player/text/text_dump.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const std::string comma = "\uFF0C"; // full-width

ShapedText shaped(const std::string& text, const std::string& language = "zh-Hans",
                  WritingMode writing = WritingMode::horizontal) {
    const auto result =
        ShapedText::shape(dump_fonts(), {.text = text, .language = language, .writing = writing});
    INFO((result ? std::string("ok") : to_string(result.error())));
    REQUIRE(result);
    return *result;
}

double width(const std::string& text, const std::string& language = "zh-Hans",
             WritingMode writing = WritingMode::horizontal) {
    const ShapedText whole = shaped(text, language, writing);
    const auto end = static_cast<std::int32_t>(whole.unicode().units.size());
    const double alone = whole.width(0, end);
    CHECK(whole.line(0, end).width == Approx(alone));
    return alone;
}

TextLine whole_line(const ShapedText& text) {
    return text.line(0, static_cast<std::int32_t>(text.unicode().units.size()));
}

} // namespace

TEST_CASE("marks that meet share half an em") {
    CHECK(width("汉。」字") == Approx(3.5));
    CHECK(width("汉」。字") == Approx(3.5));
    CHECK(width("汉」「字") == Approx(3.5));
    CHECK(width("汉\uFF1A「字") == Approx(3.5));
    CHECK(width("汉「『字") == Approx(3.5));
    CHECK(width("汉》、「字") == Approx(4));
    CHECK(width("汉" + comma + "字") == Approx(3)); // alone it keeps its em
    CHECK(width("汉——字") == Approx(4));            // dashes have no blank
    CHECK(width("汉……字") == Approx(4));
}

TEST_CASE("marks at the edges of a line are half as wide") {
    CHECK(width("「汉") == Approx(1.5));
    CHECK(width("汉」") == Approx(1.5));
    CHECK(width("汉。") == Approx(1.5));
    CHECK(width("「汉」") == Approx(2));
    CHECK(width("汉。」") == Approx(2));
    CHECK(whole_line(shaped("「汉")).glyphs.front().x == Approx(-0.5)); // its ink starts the line
}

TEST_CASE("marks of Traditional Chinese have a quarter on both sides") {
    CHECK(width("漢。」字", "zh-Hant") == Approx(3.75));
    CHECK(width("漢。", "zh-Hant") == Approx(1.75));
}

TEST_CASE("marks in columns do as the font says for columns") {
    const auto column = WritingMode::vertical;
    CHECK(width("汉。」字", "zh-Hans", column) == Approx(3.5));
    CHECK(width("「汉」", "zh-Hans", column) == Approx(2));
    CHECK(width("汉》、「字", "zh-Hans", column) == Approx(4));
}

TEST_CASE("a font without halves of marks is measured by its ink") {
    const auto dejavu = FontCatalog::from_files(
        {{"DejaVu Sans", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0}});
    if (!dejavu) {
        WARN("DejaVu Sans is not installed");
        return;
    }
    // Its marks are narrow, and narrow marks give nothing away.
    const auto text = ShapedText::shape(*dejavu, {.text = "a\u201D\u201Cb"});
    REQUIRE(text);
    const double sum = whole_line(*text).width;
    const auto first = ShapedText::shape(*dejavu, {.text = "a\u201D"});
    const auto second = ShapedText::shape(*dejavu, {.text = "\u201Cb"});
    CHECK(sum == Approx(first->width(0, 2) + second->width(0, 2)).margin(0.05));
}

TEST_CASE("a quarter of an em stands between Han and letters or digits") {
    const double letters = width("ABC");
    CHECK(width("汉ABC字") == Approx(letters + 2.5));
    CHECK(width("汉ABC") == Approx(letters + 1.25));
    CHECK(width("かABC") == Approx(letters + 1.25));
    CHECK(width("打96110咨") == Approx(width("96110") + 2.5));
    CHECK(width("“ABC”", "en") == Approx(width("“", "en") + letters + width("”", "en")));
}

TEST_CASE("a space or a mark that stands there already is enough") {
    const double letters = width("ABC");
    CHECK(width("汉 ABC") == Approx(1 + width("x ABC") - width("xABC") + letters));
    CHECK(width("汉(ABC)") == Approx(1 + width("(ABC)")));
    CHECK(width("汉" + comma + "ABC") == Approx(2 + letters));
    CHECK(width("汉\uFF21字") == Approx(3)); // a full-width letter is as wide as Han
}

TEST_CASE("a quantity is one word and tight") {
    CHECK(width("24小时") == Approx(width("24") + 2));
    CHECK(width("2027年2月5日") == Approx(width("2027") + width("2") + width("5") + 3));
    CHECK(width("长50 km") == Approx(1.25 + width("50 km")));
}

TEST_CASE("nothing is added where a line ends") {
    const ShapedText text = shaped("汉字ABC");
    CHECK(text.width(0, 2) == Approx(2));
    CHECK(text.width(2, 5) == Approx(width("ABC")));
    CHECK(text.line(2, 5).glyphs.front().x == Approx(0));
    CHECK(text.line(0, 2).width == Approx(2));
}

TEST_CASE("no space stands in a column beside letters that stand") {
    const auto column = WritingMode::vertical;
    CHECK(width("12月", "zh-Hans", column) == Approx(2));
    CHECK(width("防12骗", "zh-Hans", column) == Approx(3));
    CHECK(width("A座", "zh-Hans", column) == Approx(2));
    CHECK(width("用AI防", "zh-Hans", column) == Approx(4));
    CHECK(width("用Wifi上", "zh-Hans", column) == Approx(2.5 + width("Wifi")));
}

TEST_CASE("right-to-left words keep their places between spaced neighbours") {
    const auto fonts = FontCatalog::load();
    REQUIRE(fonts);
    // Written: Han, Hebrew, Latin. Han and Latin do not meet, so no space is added.
    const auto text = ShapedText::shape(*fonts, {.text = "汉עבABC"});
    REQUIRE(text);
    const TextLine line = whole_line(*text);
    std::vector<std::int32_t> order;
    for (const PlacedGlyph& glyph : line.glyphs) {
        order.push_back(glyph.character);
    }
    CHECK(order == std::vector<std::int32_t>{0, 2, 1, 3, 4, 5});
    // Turned round by an override, Han and Latin still stand a quarter apart.
    const auto turned = ShapedText::shape(*fonts, {.text = "\u202E汉AB\u202C"});
    const auto plain = ShapedText::shape(*fonts, {.text = "汉AB"});
    REQUIRE((turned && plain));
    CHECK(whole_line(*turned).width == Approx(whole_line(*plain).width).margin(0.05));
    // Marks of pairs are mirrored.
    const auto glyph = [&](const std::string& written) {
        const auto shape = ShapedText::shape(*fonts, {.text = written});
        REQUIRE(shape);
        return whole_line(*shape).glyphs;
    };
    const auto forced = glyph("\u202E(a\u202C");
    const auto closing = glyph("a)");
    CHECK(std::any_of(forced.begin(), forced.end(),
                      [&](const PlacedGlyph& each) { return each.glyph == closing.back().glyph; }));
}

TEST_CASE("a line reaches further with every grapheme, as far as its width") {
    const TextLine line = whole_line(shaped("用AB「好」"));
    REQUIRE(line.reach.size() == 7);
    CHECK(line.reach.front() == 0);
    CHECK(line.reach[1] == Approx(1));
    CHECK(line.reach.back() == Approx(line.width));
    CHECK(std::is_sorted(line.reach.begin(), line.reach.end()));
}

TEST_CASE("every glyph says which code point it draws") {
    const TextLine line = whole_line(shaped("\U00020BB7汉A"));
    REQUIRE(line.glyphs.size() == 3);
    CHECK(line.glyphs[0].character == 0);
    CHECK(line.glyphs[1].character == 1);
    CHECK(line.glyphs[2].character == 2);
}

TEST_CASE("the text of a line is the same alone and among others") {
    const std::string text = "警方提示\uFF1A“刷单”就是诈骗\uFF01请拨打96110\uFF0C24小时接听。";
    for (const WritingMode writing : {WritingMode::horizontal, WritingMode::vertical}) {
        const ShapedText whole = shaped(text, "zh-Hans", writing);
        std::int32_t from = 0;
        for (const LineBreak& each : whole.unicode().breaks) {
            const TextLine line = whole.line(from, each.position);
            CHECK(line.width == Approx(whole.width(from, each.position)));
            CHECK(line.reach.back() == Approx(line.width));
            from = each.position;
        }
    }
}
