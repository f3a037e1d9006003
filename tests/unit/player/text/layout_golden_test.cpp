// What stands in tests/golden/layout was read line by line once; nothing moves unnoticed.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "tests/unit/player/text/text_dump.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

ShapedText shaped(const std::string& text, WritingMode writing,
                  const std::string& language = "zh-Hans") {
    const auto result =
        ShapedText::shape(dump_fonts(), {.text = text, .language = language, .writing = writing});
    INFO((result ? std::string("ok") : to_string(result.error())));
    REQUIRE(result);
    return *result;
}

// Breaks, and every glyph of the text on one line.
std::string dump_text(const std::string& text, WritingMode writing,
                      const std::string& language = "zh-Hans") {
    const ShapedText whole = shaped(text, writing, language);
    const auto end = static_cast<std::int32_t>(whole.unicode().units.size());
    return dump_breaks(whole.unicode()) + dump_line(whole, {0, end});
}

const std::string slogan = "警方提示\uFF1A“刷单”就是诈骗\uFF01请拨打96110\uFF0C24小时接听。";
const std::string long_text =
    "凡是要求转账汇款的电话\uFF0C一律先挂断\u3001再核实\uFF1B凡是“公检法”电话办案的\uFF0C都是诈骗"
    "\uFF01陌生链接不点\uFF0C陌生来电不信\uFF0C个人信息不填。发现被骗\uFF0C立即拨打110报警\uFF0C"
    "或拨打反诈专线96110咨询\uFF08全天24小时\uFF09。";

} // namespace

TEST_CASE("lines of Chinese, marks and numbers stand as they were read") {
    CHECK(compare_dump(dump_text(slogan, WritingMode::horizontal), "horizontal-slogan") == "");
    CHECK(compare_dump(dump_text("\uFF08见《防骗手册》\u3001「指南」『一』\uFF09。",
                                 WritingMode::horizontal),
                       "horizontal-marks")
          == "");
    CHECK(compare_dump(dump_text("下载App 5G版2次Ok吗", WritingMode::horizontal),
                       "horizontal-letters")
          == "");
}

TEST_CASE("columns of Chinese, marks, words and numbers stand as they were read") {
    CHECK(compare_dump(dump_text(slogan, WritingMode::vertical), "vertical-slogan") == "");
    CHECK(compare_dump(dump_text("\uFF08见《防骗手册》\u3001「指南」\uFF09——再想想……",
                                 WritingMode::vertical),
                       "vertical-marks")
          == "");
    CHECK(compare_dump(dump_text("12月5日A座AI防骗(iPhone)100%有效,好!", WritingMode::vertical),
                       "vertical-words")
          == "");
}

TEST_CASE("fits of a slogan and of a long text stand as they were read") {
    std::string dump;
    for (const WritingMode writing : {WritingMode::horizontal, WritingMode::vertical}) {
        const ShapedText words = shaped(slogan, writing);
        const ShapedText more = shaped(long_text, writing);
        for (const Size zone : {Size{192, 32}, Size{640, 64}, Size{1920, 1080}, Size{720, 1280}}) {
            dump +=
                "zone " + std::to_string(zone.width) + " x " + std::to_string(zone.height) + "\n";
            const auto add = [&](const std::string& name, const ShapedText& text,
                                 const Result<TextFit>& fit) {
                dump += name + ": " + (fit ? dump_fit(text, *fit) : to_string(fit.error()) + "\n");
            };
            add("still", words, fit_still(words, zone, 0));
            add("moving", words, fit_moving(words, zone, 0));
            add("across", more, fit_across(more, zone, 0));
            const auto pages = fit_pages(more, zone, 0);
            REQUIRE(pages);
            for (const TextFit& page : *pages) {
                add("page", more, page);
            }
        }
    }
    CHECK(compare_dump(dump, "fits") == "");
}

TEST_CASE("no page holds marks alone while it may hold more") {
    const ShapedText text = shaped("凡是要求转账汇款的电话\n都是诈骗\n一律先挂断\n\uFF01\uFF01",
                                   WritingMode::horizontal);
    const auto pages = fit_pages(text, {256, 192}, 32);
    REQUIRE(pages);
    for (const TextFit& page : *pages) {
        CHECK(words_of(text.unicode(), page.lines.front()).rfind("\uFF01", 0) != 0);
    }
}
