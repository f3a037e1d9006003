// The looks of letters as they are drawn. tests/golden/README.md names the fonts they need.
#include "player/text/glyph_raster.hpp"

#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/text/text_fit.hpp"
#include "player/text/text_layout.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Colour yellow{255, 214, 0, 255};
constexpr Colour wine{128, 0, 0, 255};
constexpr Colour white = colours::white;
constexpr Colour red{230, 0, 0, 255};

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

TextLine line_of(const TextRequest& request) {
    const auto shaped = ShapedText::shape(fonts(), request);
    REQUIRE(shaped);
    TextLine line = shaped->line(0, static_cast<std::int32_t>(shaped->unicode().units.size()));
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        line.glyphs[i].character = static_cast<std::int32_t>(i); // one glyph a character here
    }
    return line;
}

TextDrawing drawing_of(const TextLine& line, std::int32_t em, Size size, const Letters& letters) {
    TextDrawing drawing;
    drawing.size = size;
    drawing.em_pixels = em;
    drawing.text = yellow;
    drawing.background = wine;
    drawing.letters = letters;
    const auto middle = static_cast<std::int32_t>(size.height / 2 + 0.38 * em);
    drawing.lines.push_back({line, 6 + ink_reach(letters).left, middle});
    return drawing;
}

void check_letters(const Picture& picture, const std::string& name) {
    const GoldenOutcome outcome = compare_golden(picture, "letters/" + name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

void check_letters(const TextDrawing& drawing, const std::string& name) {
    const auto picture = draw_text(fonts(), drawing);
    REQUIRE(picture);
    check_letters(*picture, name);
}

void check_letters(const std::string& text, std::int32_t em, Size size, const Letters& letters,
                   const std::string& name) {
    check_letters(drawing_of(line_of({text, "zh-Hans", {}}), em, size, letters), name);
}

} // namespace

TEST_CASE("golden: outlines around letters, large and small") {
    Letters letters;
    letters.outline = {3, colours::black};
    check_letters("国家反诈中心APP", 48, {412, 64}, letters, "outline-48");
    letters.outline = {1, colours::black};
    check_letters("陌生来电要提防", 24, {184, 32}, letters, "outline-24");
    letters.outline = {10, white};
    check_letters("醒您", 96, {226, 128}, letters, "outline-96-wide");
}

TEST_CASE("golden: shadows, with and without an outline") {
    Letters letters;
    letters.shadow = {3, 3, colours::black};
    check_letters("反诈中心提醒您", 48, {350, 64}, letters, "shadow-48");
    letters.outline = {2, red};
    letters.shadow = {4, 4, {0, 0, 0, 160}};
    check_letters("反诈中心提醒您", 48, {350, 64}, letters, "shadow-outline-48");
}

TEST_CASE("golden: a gradient, and words in colours of their own") {
    Letters letters;
    letters.gradient_to = red;
    letters.outline = {2, colours::black};
    check_letters("陌生来电要提防", 48, {350, 64}, letters, "gradient-48");
    letters = {};
    letters.colours = {{2, 7, white}, {9, 11, {0, 230, 64, 255}}};
    check_letters("拨打96110报警求助", 48, {460, 64}, letters, "colours-48");
    letters.gradient_to = red;
    check_letters("拨打96110报警求助", 48, {460, 64}, letters, "gradient-colours-48");
}

TEST_CASE("golden: over what lies under the text") {
    Letters letters;
    letters.outline = {2, {0, 0, 0, 255}};
    letters.shadow = {3, 3, {0, 0, 0, 128}};
    TextDrawing drawing = drawing_of(line_of({"防诈骗", "zh-Hans", {}}), 48, {170, 64}, letters);
    drawing.background = {0, 0, 0, 0};
    const auto text = draw_text(fonts(), drawing);
    REQUIRE(text);
    CHECK(text->format == PixelFormat::bgra);
    Frame frame;
    frame.background = {40, 120, 200, 255};
    const Rect whole{0, 0, text->size.width, text->size.height};
    frame.pieces.push_back({*text, whole, whole});
    Scene scene;
    scene.zones.push_back({.rect = whole, .frame = frame});
    MemorySink sink(text->size);
    REQUIRE(sink.compose(scene));
    check_letters(sink.picture(), "transparent-48");
}

TEST_CASE("golden: bold faces") {
    const std::size_t bold = fonts().chain("", FontWeight::bold).front();
    TextLine line = line_of({"国家反诈中心APP 96110", "zh-Hans", "Noto Sans CJK SC Bold"});
    CHECK(line.glyphs.front().font == bold);
    check_letters(drawing_of(line, 40, {470, 56}, {}), "bold-40");
}

TEST_CASE("golden: Latin on its side in a column") {
    for (const auto& [rendering, name] : {std::pair(TextRendering::smooth, "sideways-32"),
                                          std::pair(TextRendering::crisp, "sideways-32-crisp")}) {
        TextLine line = line_of({"APP下载", "zh-Hans", {}});
        for (PlacedGlyph& glyph : line.glyphs) {
            const bool upright = glyph.character >= 3;
            glyph.sideways = !upright;
            glyph.y = upright ? glyph.x + 0.88 : glyph.x;
            glyph.x = upright ? -0.5 : -0.38;
        }
        Letters letters;
        letters.writing = WritingMode::vertical;
        letters.rendering = rendering;
        letters.outline = {1, colours::black};
        TextDrawing drawing = drawing_of(line, 32, {48, 148}, letters);
        drawing.lines[0].x = 24;
        drawing.lines[0].baseline = 8;
        check_letters(drawing, name);
    }
}

TEST_CASE("golden: letters on whole pixels, grey and crisp") {
    Letters letters;
    for (const std::int32_t em : {24, 32}) {
        const std::string size = std::to_string(em);
        letters.rendering = TextRendering::hinted;
        check_letters("反诈中心提醒您 96110 APP", em, {15 * em, em + 4}, letters, "hinted-" + size);
        letters.rendering = TextRendering::crisp;
        check_letters("反诈中心提醒您 96110 APP", em, {15 * em, em + 4}, letters, "crisp-" + size);
    }
}

TEST_CASE("golden: letters drawn by hand fill a panel of their height") {
    for (const std::int32_t em : {12, 13, 15, 16}) {
        TextRequest request;
        request.text = "反诈中心提醒您:陌生来电要提防,详询96110“国家反诈中心”APP";
        request.strike_pixels = em;
        const auto text = ShapedText::shape(fonts(), request);
        REQUIRE(text);
        const auto fit = fit_moving(*text, {40 * em, em}, 0);
        REQUIRE(fit);
        REQUIRE(fit->em_pixels == em);
        TextDrawing drawing =
            drawing_of(text->line(0, fit->lines.front().to), em, {40 * em, em}, {});
        drawing.lines[0].baseline = fit->first_baseline;
        check_letters(drawing, "by-hand-" + std::to_string(em));
    }
}

TEST_CASE("golden: letters drawn by hand in a column, outlined") {
    TextRequest request;
    request.text = "防诈骗96110、APP(请下载)";
    request.strike_pixels = 16;
    request.writing = WritingMode::vertical;
    const auto text = ShapedText::shape(fonts(), request);
    REQUIRE(text);
    Letters letters;
    letters.writing = WritingMode::vertical;
    letters.outline = {1, colours::black};
    const auto end = static_cast<std::int32_t>(text->unicode().units.size());
    TextDrawing drawing = drawing_of(text->line(0, end), 16, {24, 240}, letters);
    drawing.lines[0].x = 12;
    drawing.lines[0].baseline = 4;
    check_letters(drawing, "by-hand-column-16");
}
