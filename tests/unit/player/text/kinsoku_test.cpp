#include "player/text/kinsoku.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <string>

#include "player/text/unicode_text.hpp"
#include "tests/unit/player/text/text_dump.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// The code points "(U+3002)" of the block of docs/typography.md that follows `heading`.
std::set<std::uint32_t> published(const std::string& heading) {
    std::ifstream file("docs/typography.md");
    std::set<std::uint32_t> found;
    bool in_block = false;
    bool after_heading = false;
    for (std::string line; std::getline(file, line);) {
        after_heading = after_heading || line == heading;
        if (after_heading && line.rfind("```", 0) == 0) {
            if (in_block) {
                break;
            }
            in_block = true;
        }
        for (auto at = line.find("(U+"); in_block && at != std::string::npos;
             at = line.find("(U+", at + 1)) {
            found.insert(static_cast<std::uint32_t>(std::stoul(line.substr(at + 3), nullptr, 16)));
        }
    }
    return found;
}

std::set<std::uint32_t> all(bool (*holds)(char32_t)) {
    std::set<std::uint32_t> found;
    for (char32_t character = 1; character < 0x20000; ++character) {
        if (holds(character)) {
            found.insert(character);
        }
    }
    return found;
}

std::string breaks(const std::string& text, const std::string& language = "zh-Hans") {
    const auto analysed = analyse_text(text, language);
    REQUIRE(analysed);
    std::string dump = dump_breaks(*analysed);
    dump.erase(dump.size() - 3); // the end of the text
    return dump;
}

std::string with(char32_t character) {
    const std::string described = describe(character);
    return "汉" + described.substr(described.find(' ') + 1) + "汉";
}

} // namespace

TEST_CASE("the tables of docs/typography.md are those of the code") {
    CHECK(published("A line does not start with:") == all(never_starts_line));
    CHECK(published("A line does not end with:") == all(never_ends_line));
}

TEST_CASE("no mark stands at the wrong edge of a line") {
    for (const std::uint32_t character : all(never_starts_line)) {
        INFO(describe(character));
        CHECK(breaks(with(character)).rfind("汉|", 0) != 0);
    }
    for (const std::uint32_t character : all(never_ends_line)) {
        INFO(describe(character));
        const std::string found = breaks(with(character));
        CHECK(found.rfind("|汉") != found.size() - std::string("|汉").size());
    }
}

TEST_CASE("plain marks stand at no wrong edge either") {
    CHECK(breaks("汉,字") == "汉,||字");
    CHECK(breaks("汉!字") == "汉!||字");
    CHECK(breaks("汉)字") == "汉)|字");
    CHECK(breaks("汉(字") == "汉|(字");
    CHECK(breaks("“汉”字") == "“汉”|字");
    CHECK(breaks("汉“字”") == "汉|“字”");
}

TEST_CASE("dashes and ellipses of two are one mark") {
    CHECK(breaks("防——人") == "防——||人");
    CHECK(breaks("想……人") == "想……||人");
}

TEST_CASE("a number stays with its unit and a range whole") {
    CHECK(breaks("共100元钱") == "共|100元|钱");
    CHECK(breaks("24小时") == "24小时");
    CHECK(breaks("长50 km远") == "长|50 km|远");
    CHECK(breaks("长5 More") == "长|5 ||More");
    CHECK(breaks("涨50%了") == "涨|50%|了");
    CHECK(breaks("打96110咨") == "打|96110|咨");
    CHECK(breaks("10~20人") == "10~20人");
    CHECK(breaks("2020—2026年") == "2020—2026年");
}

TEST_CASE("the slash of Chinese ends no line, that of an address does") {
    CHECK(breaks("和/或") == "和/或");
    CHECK(breaks("example.com/a") == "example.com/|a");
}

TEST_CASE("a line that the text itself ends, ends whatever follows") {
    CHECK(breaks("汉\n\uFF0C字") == "汉⏎||\uFF0C||字");
}
