// Texts that nobody should write, and that somebody will: drawn, or refused with a sentence.
#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "player/text/text_fit.hpp"
#include "schemas/model/limits.hpp"
#include "tests/unit/player/text/text_dump.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

std::string repeated(const std::string& part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
        text += part;
    }
    return text;
}

// Every part of a layout is finite and inside the text.
void check_line(const ShapedText& text, const LineRange& range) {
    const TextLine line = text.line(range.from, range.to);
    CHECK(std::isfinite(line.width));
    CHECK(line.width >= 0);
    for (const PlacedGlyph& glyph : line.glyphs) {
        REQUIRE((std::isfinite(glyph.x) && std::isfinite(glyph.y)));
        REQUIRE((glyph.character >= 0 && glyph.character <= text.unicode().characters.back()));
    }
    REQUIRE_FALSE(line.reach.empty());
    for (std::size_t i = 1; i < line.reach.size(); ++i) {
        REQUIRE(line.reach[i] >= line.reach[i - 1]);
    }
    CHECK(line.reach.back() <= line.width);
}

void check_fits(const ShapedText& text, Size zone) {
    std::vector<Result<TextFit>> fits{fit_still(text, zone, 0), fit_moving(text, zone, 0),
                                      fit_across(text, zone, 20)};
    if (const auto pages = fit_pages(text, zone, 0)) {
        REQUIRE_FALSE(pages->empty());
        fits.insert(fits.end(), pages->begin(), pages->end());
    } else {
        CHECK_FALSE(pages.error().what.empty());
    }
    for (const auto& fit : fits) {
        if (!fit) {
            CHECK_FALSE(fit.error().what.empty());
            continue;
        }
        for (const LineRange& line : fit->lines) {
            check_line(text, line);
        }
    }
}

enum class Fate { drawn, missing_glyph, malformed, too_large };

struct Naughty {
    const char* what;
    std::string text;
    Fate fate;
};

const std::vector<Naughty>& naughty() {
    static const std::vector<Naughty> texts = {
        {"a family of faces joined by zero-width joiners",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467", Fate::missing_glyph},
        {"a flag of two letters", "\U0001F1E8\U0001F1F3", Fate::missing_glyph},
        {"a flag of tags", "\U0001F3F4\U000E0067\U000E0062\U000E007F", Fate::missing_glyph},
        {"half a flag", "\U0001F1E8", Fate::missing_glyph},
        {"10,000 combining marks", "e" + repeated("\u0301", 10'000), Fate::too_large},
        {"2,000 combining marks", "e" + repeated("\u0301", 2'000), Fate::too_large},
        {"combining marks without a base", "\u0301\u0301\u0301", Fate::drawn},
        {"half of a surrogate pair", "\xED\xA0\x80", Fate::malformed},
        {"a surrogate pair in UTF-8 (CESU-8)", "\xED\xA0\xBD\xED\xB8\x80", Fate::malformed},
        {"an overlong slash", "\xC0\xAF", Fate::malformed},
        {"a character beyond Unicode", "\xF4\x90\x80\x80", Fate::malformed},
        {"a byte order mark", "\uFEFF防骗", Fate::drawn},
        {"a NUL", std::string("a\0b", 3), Fate::malformed},
        {"a next-line control", "a\u0085b", Fate::malformed},
        {"a line separator", "防\u2028骗", Fate::missing_glyph},
        {"overrides of direction, never closed", repeated("\u202E", 200) + "abc防骗", Fate::drawn},
        {"isolates, nested too deep", repeated("\u2067", 300) + "abc防骗", Fate::drawn},
        {"an isolate closed first", "\u2069\u2069防骗\u2066", Fate::drawn},
        {"marks of direction between marks", "《\u200F》\u200E。", Fate::drawn},
        {"only default-ignorable characters", "\u200B\u2060\u00AD\u034F\uFE0F", Fate::drawn},
        {"a variation selector alone", "\U000E0100", Fate::drawn},
        {"a Han character with a variation selector", "葛\U000E0100城", Fate::drawn},
        {"interlinear annotation", "\uFFF9防\uFFFA骗\uFFFB", Fate::missing_glyph},
        {"private use", "\uE000", Fate::missing_glyph},
        {"a noncharacter", "\uFFFF", Fate::missing_glyph},
        {"another noncharacter", "\U0010FFFE", Fate::missing_glyph},
        {"the replacement character", "\uFFFD", Fate::missing_glyph},
        {"only line ends", "\n\n\n", Fate::drawn},
        {"1,000 line ends", repeated("\n", 1'000), Fate::drawn},
        {"only spaces", "   \u3000\u3000", Fate::drawn},
        {"2,000 spaces", repeated(" ", 2'000), Fate::drawn},
        {"2,000 opening brackets", repeated("\u300C", 2'000), Fate::drawn},
        {"2,000 ellipses", repeated("\u2026", 2'000), Fate::drawn},
        {"marks only", "\uFF01\u3002\u300D\uFF09\u201D\u2026\u2026", Fate::drawn},
        {"one word of 2,000 letters", repeated("a", 2'000), Fate::drawn},
        {"brackets that never close", "((((((防骗", Fate::drawn},
        {"brackets that were never opened", "防骗))))))", Fate::drawn},
        {"2,001 characters", repeated("防", 2'001), Fate::too_large},
    };
    return texts;
}

Fate fate_of(const Result<ShapedText>& shaped) {
    if (shaped) {
        return Fate::drawn;
    }
    switch (shaped.error().code) {
    case ErrorCode::missing_glyph:
        return Fate::missing_glyph;
    case ErrorCode::too_large:
        return Fate::too_large;
    default:
        return Fate::malformed;
    }
}

} // namespace

TEST_CASE("a naughty text is drawn or refused with a sentence") {
    for (const Naughty& each : naughty()) {
        for (const WritingMode writing : {WritingMode::horizontal, WritingMode::vertical}) {
            INFO(each.what << (writing == WritingMode::vertical ? ", vertical" : ""));
            const auto text = ShapedText::shape(
                dump_fonts(), {.text = each.text, .language = "zh-Hans", .writing = writing});
            CHECK(static_cast<int>(fate_of(text)) == static_cast<int>(each.fate));
            if (!text) {
                CHECK_FALSE(text.error().what.empty());
                continue;
            }
            check_fits(*text, {192, 32});
            check_fits(*text, {720, 1280});
        }
    }
}

TEST_CASE("a grapheme of 64 code points is drawn, one of more is refused by its size") {
    const FontCatalog fonts = FontCatalog::load().value();
    const auto shape = [&](int marks) {
        return ShapedText::shape(fonts, {.text = "e" + repeated("\u0301", marks)});
    };
    CHECK(shape(63));
    const auto refused = shape(64);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::too_large);
    CHECK(refused.error().what.find("65 code points") != std::string::npos);
}

TEST_CASE("any language tag is taken, and a wrong one means no other forms") {
    for (const std::string& language : {std::string("xx-nonsense-\x01"), std::string(),
                                        std::string(200, 'a'), std::string("zh-Hans-u-lb-loose")}) {
        const auto text =
            ShapedText::shape(dump_fonts(), {.text = "防骗\uFF0Cok", .language = language});
        CHECK(text);
    }
}
