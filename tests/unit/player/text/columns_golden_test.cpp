// Whole texts as they stand in their zone: lines, columns, and both scripts together.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "player/text/glyph_raster.hpp"
#include "player/text/text_fit.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/unit/player/text/text_dump.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

struct Setting {
    std::string text;
    std::string language = "zh-Hans";
    WritingMode writing = WritingMode::horizontal;
    Size zone;
    std::int32_t em = 0;
};

TextDrawing drawing_of(const ShapedText& text, const TextFit& fit, Size zone) {
    TextDrawing drawing;
    drawing.size = zone;
    drawing.em_pixels = fit.em_pixels;
    drawing.text = {255, 214, 0, 255};
    drawing.background = {128, 0, 0, 255};
    drawing.letters.writing = text.writing();
    const std::int32_t along = fit.vertical ? zone.height : zone.width;
    std::int32_t across = fit.first_baseline;
    for (const LineRange& range : fit.lines) {
        TextLine line = text.line(range.from, range.to);
        const auto whole = static_cast<std::int32_t>(std::ceil(line.width * fit.em_pixels));
        const double hanging = text.hanging(range.from, range.to) * fit.em_pixels;
        const std::int32_t start =
            std::min((along - whole + static_cast<std::int32_t>(hanging)) / 2,
                     along - fit.margin_pixels - whole);
        if (fit.vertical) {
            drawing.lines.push_back({std::move(line), across, start});
            across -= fit.pitch_pixels;
        } else {
            drawing.lines.push_back({std::move(line), start, across});
            across += fit.pitch_pixels;
        }
    }
    return drawing;
}

void check_text(const Setting& setting, const std::string& name) {
    const auto text = ShapedText::shape(
        dump_fonts(),
        {.text = setting.text, .language = setting.language, .writing = setting.writing});
    REQUIRE(text);
    const auto fit = fit_still(*text, setting.zone, setting.em);
    REQUIRE(fit);
    const auto picture = draw_text(dump_fonts(), drawing_of(*text, *fit, setting.zone));
    REQUIRE(picture);
    const GoldenOutcome outcome = compare_golden(*picture, "layout/" + name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

const std::string slogan = "警方提示\uFF1A“刷单”就是诈骗\uFF01请拨打96110\uFF0C24小时接听。";
const std::string many_kinds = "12月5日A座AI防骗(iPhone)100%有效,“好”\uFF01——再想想……";

} // namespace

TEST_CASE("golden: lines with marks, words and numbers") {
    check_text({.text = slogan, .zone = {320, 64}}, "lines-320x64");
    check_text({.text = "《防骗》、「指南」『一』。\uFF0C打96110报警", .zone = {320, 64}},
               "marks-320x64");
    check_text({.text = "凡是“公检法”电话办案的\uFF0C都是诈骗\uFF01", .zone = {192, 32}},
               "lines-192x32");
}

TEST_CASE("golden: columns with marks, words and numbers") {
    const auto column = WritingMode::vertical;
    check_text({.text = slogan, .writing = column, .zone = {180, 320}}, "columns-180x320");
    check_text({.text = many_kinds, .writing = column, .zone = {160, 320}, .em = 24},
               "columns-words-160x320");
    check_text({.text = "「防詐」\uFF1B請撥110\uFF0C勿信\uFF01",
                .language = "zh-Hant",
                .writing = column,
                .zone = {120, 240}},
               "columns-traditional-120x240");
    check_text({.text = "「詐欺」にご注意\uFF1A電話は110番へー。",
                .language = "ja",
                .writing = column,
                .zone = {120, 240}},
               "columns-japanese-120x240");
}
