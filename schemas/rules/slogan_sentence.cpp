#include "schemas/rules/slogan_sentence.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace marquee::rules {

namespace {

struct Words {
    std::string_view zh;
    std::string_view en;
};

// In the order of SloganFault.
constexpr std::array<Words, 13> by_fault{{
    {"现有字体里没有“{character}”，屏幕上显示不出来。请换一个字，或请管理员添加字体。",
     "No font draws \"{character}\", so screens could not show it. Use another character, or have "
     "a font added."},
    {"文字在 {width}×{height} 的屏上放不下。请缩短文字，或改为滚动、分页显示。",
     "The text does not fit a panel of {width}×{height}. Shorten it, or let it scroll or turn "
     "pages."},
    {"要求字高 {asked} 像素，{width}×{height} 的屏上只能显示 {drawn} 像素。请减小字高或缩短文字。",
     "Letters of {asked} pixels were asked for, and {drawn} fit a panel of {width}×{height}. Ask "
     "for less, or shorten the text."},
    {"字的描边或阴影有 {rows} 行超出屏幕边缘，会被切掉。请减小字高、描边或阴影。",
     "{rows} rows of outline or shadow lie beyond the edge of the panel and are cut. Use smaller "
     "letters, or less outline or shadow."},
    {"字高 {height_mm} 毫米，在 {distance_m} 米外看不清，至少要 "
     "{needed_mm} 毫米。请放大文字，或减少字数。",
     "Letters {height_mm} mm high are too small to read from {distance_m} m, where they need "
     "{needed_mm} mm. Make them larger, or use fewer words."},
    {"文字颜色 {colour} 与底色 {behind} 太接近（对比度 {ratio}，至少要 "
     "{needed}）。请换颜色，或加描边。",
     "The colour {colour} is too close to {behind} behind it (contrast {ratio}, at least {needed} "
     "is needed). Choose another, or add an outline."},
    {"读完要 {needed_s} 秒，只显示 {available_s} 秒。请延长时间、放慢速度或缩短文字。",
     "It takes {needed_s} s to read and is seen for {available_s} s. Show it longer or slower, or "
     "shorten it."},
    {"放完一遍要 {needed_s} 秒，只播 {available_s} "
     "秒，后面的字看不到。请延长时间，加快速度或缩短文字。",
     "One pass takes {needed_s} s and it is on for {available_s} s, so its end is never seen. "
     "Show it longer, or let it move faster."},
    {"所选的字体读不出来，改用“{fallback}”显示。请另选字体，或重新上传。",
     "The font that was chosen cannot be read, so \"{fallback}\" takes its place. Choose another "
     "font, or upload it again."},
    {"字体“{font}”里没有“{characters}”，这些字改用“{fallback}”显示。",
     "The font \"{font}\" has no \"{characters}\"; \"{fallback}\" is used for these characters."},
    {"不知道在哪块屏上显示，{variable} 按“{name}”检查。",
     "It is not known which display says {variable}; it was checked as \"{name}\"."},
    {"屏上的字体里没有“{characters}”，显示不出来。请换字，或在这些屏上安装字体。",
     "Their fonts have no \"{characters}\", so they cannot show it. Use other characters, or "
     "install "
     "fonts on these displays."},
    {"屏上有 {count} 种字体是这台服务器没有的，里面有没有这些字不知道：“{characters}”。",
     "They have {count} fonts that this manager cannot look into, and nothing else they have draws "
     "\"{characters}\"."},
}};

} // namespace

std::string slogan_sentence(const SloganFinding& finding, SentenceLanguage language) {
    const Words& both = by_fault.at(static_cast<std::size_t>(finding.fault));
    std::string_view words = language == SentenceLanguage::chinese ? both.zh : both.en;
    std::string sentence;
    while (!words.empty()) {
        const std::size_t open = words.find('{');
        sentence += words.substr(0, open);
        const std::size_t close = words.find('}');
        if (open == std::string_view::npos || close == std::string_view::npos) {
            break;
        }
        const std::string_view name = words.substr(open + 1, close - open - 1);
        const auto param = std::find_if(finding.params.begin(), finding.params.end(),
                                        [&](const auto& each) { return each.first == name; });
        sentence += param == finding.params.end() ? std::string_view() : param->second;
        words.remove_prefix(close + 1);
    }
    return sentence;
}

} // namespace marquee::rules
