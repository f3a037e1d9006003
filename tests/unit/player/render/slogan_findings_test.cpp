// What is wrong with a slogan, and where, before anybody publishes it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "player/render/contrast.hpp"
#include "player/render/legibility.hpp"
#include "player/render/slogan_examination.hpp"
#include "schemas/model/preview_limits.hpp"
#include "schemas/rules/slogan_sentence.hpp"
#include "tests/fakes/no_assets.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

Result<SloganCheck> examined(const SloganCheckOrder& order) {
    return examine(*shelf_without_assets(fonts()), order, Instant{});
}

SloganCheckOrder ticker_of(const std::string& text) {
    SloganCheckOrder order;
    order.slogan.text = text;
    order.slogan.style.motion = Motion::scroll_left;
    order.shapes = {{{640, 64}}};
    return order;
}

std::vector<SloganFinding> found(const SloganCheckOrder& order, SloganFault fault) {
    std::vector<SloganFinding> findings = examined(order).value().findings;
    std::erase_if(findings, [&](const auto& each) { return each.fault != fault; });
    return findings;
}

std::string param(const SloganFinding& finding, const std::string& name) {
    const auto at = std::find_if(finding.params.begin(), finding.params.end(),
                                 [&](const auto& each) { return each.first == name; });
    return at == finding.params.end() ? std::string() : at->second;
}

using Places = std::vector<std::pair<std::int32_t, std::int32_t>>;

Places places(const std::vector<SloganFinding>& findings) {
    Places all;
    for (const SloganFinding& finding : findings) {
        all.emplace_back(finding.from, finding.until);
    }
    return all;
}

} // namespace

TEST_CASE("an ordinary slogan on an ordinary panel has nothing wrong") {
    SloganCheckOrder order = ticker_of("陌生来电要提防,多方确认防上当");
    order.shapes = {{{640, 64}, 5, 20}};
    order.duration = 60s;
    CHECK(examined(order).value().findings.empty());
}

TEST_CASE("a glyph that no font draws is found at every place, in code points") {
    const auto findings =
        found(ticker_of("防\U0001FAE0诈\n\U0001FAE0"), SloganFault::missing_glyph);
    CHECK(places(findings) == Places{{1, 2}, {4, 5}});
    CHECK(findings[0].severity == FindingSeverity::error);
    CHECK(param(findings[0], "code_points") == "U+1FAE0");
    SloganCheckOrder bilingual = ticker_of("防诈骗");
    bilingual.slogan.translation = Translation{"No \U0001FAE0"};
    const auto in_english = found(bilingual, SloganFault::missing_glyph);
    REQUIRE(places(in_english) == Places{{3, 4}});
    CHECK(in_english[0].part == TextPart::translation);
}

TEST_CASE("contrast is that of WCAG 2.2, whatever the order of the colours") {
    CHECK(contrast_ratio(colours::black, colours::white) == Approx(21));
    CHECK(contrast_ratio(colours::white, colours::black) == Approx(21));
    CHECK(contrast_ratio({119, 119, 119, 255}, colours::white) == Approx(4.48).margin(0.01));
    CHECK(contrast_ratio({255, 0, 0, 255}, colours::black) == Approx(5.25).margin(0.01));
}

TEST_CASE("every colour that letters have is looked at, where it is") {
    SloganCheckOrder order = ticker_of("红底红字看不清");
    SloganStyle& style = order.slogan.style;
    style.background = {140, 20, 20, 255};
    style.text = {150, 20, 20, 255};
    style.letters.colours = {{2, 4, colours::white}, {4, 5, {20, 20, 60, 255}}};
    const auto findings = found(order, SloganFault::low_contrast);
    CHECK(places(findings) == Places{{0, 2}, {5, 7}, {4, 5}});
    CHECK(findings[0].severity == FindingSeverity::error);
    CHECK(param(findings[0], "behind") == "#8c1414");
    CHECK(param(findings[2], "needed") == "3");

    style.letters.outline = {2, colours::white}; // shows every shape but the white one's, which …
    CHECK(found(order, SloganFault::low_contrast).empty()); // … stands on the dark ground
    style.letters = {};
    style.text = colours::white;
    style.letters.gradient_to = Colour{150, 20, 20, 255};
    CHECK(places(found(order, SloganFault::low_contrast)) == Places{{0, 7}});
}

TEST_CASE("half transparent letters are judged as they are seen") {
    SloganCheckOrder order = ticker_of("看不见");
    order.slogan.style.text = {255, 255, 255, 20};
    CHECK(found(order, SloganFault::low_contrast).size() == 1);
    order.slogan.style.text = {255, 255, 255, 200};
    CHECK(found(order, SloganFault::low_contrast).empty());
}

TEST_CASE("letters are too small when they are less than the 215th part of the distance") {
    SloganCheckOrder order = ticker_of("小心地滑");
    order.shapes = {{{96, 16}, 2.5, 30}, {{96, 16}, 2.5, 3}, {{96, 16}, 0, 30}};
    const auto findings = found(order, SloganFault::too_small);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].shape == 0U);
    CHECK(param(findings[0], "needed_mm") == "140");
    CHECK(param(findings[0], "distance_m") == "30");
    CHECK(places(findings) == Places{{0, 4}});
}

TEST_CASE("reading takes a quarter of a second an ideograph, and marks take none") {
    CHECK(seconds_to_read(reading_matter("心莫贪，擦亮眼。")) == Approx(1.5));
    CHECK(seconds_to_read(reading_matter("Stop fraud!")) == Approx(9 / 15.0));
    CHECK(reading_matter("心莫贪，").points == 4);
    CHECK(reading_matter("한국어").ideographs == 3);
}

TEST_CASE("a still text that cannot be read in its time is too fast, a translation takes half") {
    SloganCheckOrder order = ticker_of("心莫贪，擦亮眼，绷紧弦，防诈骗"); // 12 ideographs: 3 s
    order.slogan.style.motion = Motion::still;
    order.duration = 4s;
    CHECK(found(order, SloganFault::too_fast).empty());
    order.slogan.translation = Translation{"Keep your eyes open"};
    const auto findings = found(order, SloganFault::too_fast);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].part == TextPart::text);
    CHECK(param(findings[0], "needed_s") == "3.0");
    CHECK(param(findings[0], "available_s") == "2.0");
    order.duration = 0s;
    CHECK(found(order, SloganFault::too_fast).empty()); // nobody said how long
}

TEST_CASE("a scroll that runs too fast to read, and one that ends before its pass does") {
    SloganCheckOrder fast = ticker_of("心莫贪，擦亮眼，绷紧弦，防诈骗");
    fast.slogan.style.speed_pixels_per_second = 6'000;
    CHECK(found(fast, SloganFault::too_fast).size() == 1);
    SloganCheckOrder brief = ticker_of("心莫贪，擦亮眼，绷紧弦，防诈骗");
    brief.duration = 5s;
    CHECK(found(brief, SloganFault::too_fast).empty());
    const auto cut = found(brief, SloganFault::cut_short);
    REQUIRE(cut.size() == 1);
    CHECK(param(cut[0], "available_s") == "5.0");
}

TEST_CASE("what does not fit is an error of that shape; what is smaller than asked a warning") {
    SloganCheckOrder order = ticker_of("心莫贪，擦亮眼，绷紧弦，防诈骗");
    order.slogan.style.motion = Motion::still;
    order.slogan.style.text_height_pixels = 60;
    order.shapes = {{{24, 8}}, {{640, 64}}};
    const auto out = found(order, SloganFault::does_not_fit);
    REQUIRE(out.size() == 1);
    CHECK(out[0].shape == 0U);
    CHECK(out[0].severity == FindingSeverity::error);
    const auto smaller = found(order, SloganFault::smaller_than_asked);
    REQUIRE(smaller.size() == 1);
    CHECK(smaller[0].shape == 1U);
    CHECK(param(smaller[0], "asked") == "60");
}

TEST_CASE("letters drawn by hand fill a panel of their height, and no row of them is cut") {
    SloganCheckOrder order = ticker_of("\u9632\u8BC8\u9A97 110 gj\u00C5");
    order.shapes = {{{192, 12}}, {{192, 16}}};
    for (const auto rendering : {TextRendering::automatic, TextRendering::crisp}) {
        order.slogan.style.letters.rendering = rendering;
        CHECK(found(order, SloganFault::rows_cut).empty());
        const auto shapes = examined(order).value().shapes;
        CHECK(shapes[0].text_height_pixels == 12);
        CHECK(shapes[1].text_height_pixels == 16);
    }
}

TEST_CASE("the time of a pass is that of the text and its translation") {
    SloganCheckOrder order = ticker_of("\u9632\u8BC8\u9A97");
    order.slogan.translation = Translation{"Beware of calls from strangers"};
    order.duration = 1s;
    const auto check = examined(order).value();
    const auto cut = found(order, SloganFault::cut_short);
    REQUIRE(cut.size() == 1);
    CHECK(std::abs(check.shapes[0].seconds_per_pass - std::stod(param(cut[0], "needed_s"))) < 0.1);
}

TEST_CASE("a hostile text yields a bounded list, its errors first") {
    std::string text;
    for (int i = 0; i < 900; ++i) {
        text += "\U0001FAE0x";
    }
    const auto findings = examined(ticker_of(text)).value().findings;
    CHECK(findings.size() == limits::slogan_findings_max);
    CHECK(findings.front().severity == FindingSeverity::error);
}

TEST_CASE("every finding has a sentence in both languages, without places left open") {
    for (int fault = 0; fault <= static_cast<int>(SloganFault::fonts_unknown); ++fault) {
        SloganFinding finding;
        finding.fault = static_cast<SloganFault>(fault);
        finding.params = {{"needed_s", "3"}};
        for (const auto language :
             {rules::SentenceLanguage::chinese, rules::SentenceLanguage::english}) {
            const std::string words = rules::slogan_sentence(finding, language);
            CHECK(words.size() > 20);
            CHECK(words.find('{') == std::string::npos);
        }
    }
}
