// What a player says of its fonts.
#include <catch2/catch.hpp>

#include "player/announced_abilities.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/font_words.hpp"

using namespace marquee;
using namespace marquee::player;

TEST_CASE("a player announces each of its outline fonts by what it draws, each once") {
    const FontCatalog fonts = FontCatalog::load().value();
    const std::vector<std::string> words = announced_fonts(fonts);
    CHECK(words.size() >= 2); // at least the default and one more
    CHECK(words.size() <= fonts.size());
    for (const std::string& word : words) {
        CHECK(word.size() <= limits::word_bytes_max);
        CHECK(rules::font_of(word));
    }
    CHECK(rules::fonts_among(words).size() == words.size());
    CHECK(rules::font_of(words.front()) == fonts.coverage(0));
    const FontCatalog one = FontCatalog::from_files({fonts.file(0), fonts.file(0)}).value();
    CHECK(announced_fonts(one).size() == 1);
}

TEST_CASE("capabilities that are no fonts are none") {
    CHECK_FALSE(rules::font_of("screenshot"));
    CHECK_FALSE(rules::font_of("font."));
    CHECK_FALSE(rules::font_of("font.xyz"));
    Sha256 low;
    Sha256 high;
    high.bytes[0] = 9;
    CHECK(rules::fonts_among(
              {"video", rules::font_word(high), rules::font_word(low), rules::font_word(high)})
          == std::vector{low, high});
}
