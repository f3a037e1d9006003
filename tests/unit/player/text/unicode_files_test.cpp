// Unicode's own test files (package unicode-data, 15.0 as ICU 72), asked of our layout. Line breaks
// differ from UAX 14 on purpose where Chinese asks for it; every difference is listed in
// tests/cases/line_breaks/differences.txt, and docs/typography.md says why.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <unicode/utf8.h>

#include "player/text/kinsoku.hpp"
#include "player/text/unicode_text.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr const char* unicode_folder = "/usr/share/unicode/auxiliary/";
constexpr const char* differences_file = "tests/cases/line_breaks/differences.txt";

// One line of a test file: "÷ 0061 × 0300 ÷".
struct Case {
    std::vector<char32_t> characters;
    std::vector<std::size_t> boundaries; // before which character, without 0
    std::string utf8;
};

Case parse(const std::string& line) {
    Case parsed;
    std::istringstream words(line.substr(0, line.find('#')));
    for (std::string word; words >> word;) {
        if (word == "÷") {
            parsed.boundaries.push_back(parsed.characters.size());
        } else if (word != "×") {
            const auto character = static_cast<char32_t>(std::stoul(word, nullptr, 16));
            parsed.characters.push_back(character);
            char bytes[U8_MAX_LENGTH] = {};
            std::int32_t length = 0;
            U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
            parsed.utf8.append(bytes, static_cast<std::size_t>(length));
        }
    }
    const auto zero = std::find(parsed.boundaries.begin(), parsed.boundaries.end(), 0U);
    if (zero != parsed.boundaries.end()) {
        parsed.boundaries.erase(zero);
    }
    return parsed;
}

std::vector<Case> read_cases(const std::string& name) {
    std::ifstream file(unicode_folder + name);
    INFO(name << " comes with the package unicode-data");
    REQUIRE(file);
    std::vector<Case> cases;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.front() != '#') {
            cases.push_back(parse(line));
        }
    }
    return cases;
}

// As indices of characters.
std::vector<std::size_t> in_characters(const UnicodeText& text,
                                       const std::vector<std::int32_t>& units) {
    std::vector<std::size_t> found;
    for (const std::int32_t unit : units) {
        const bool end = unit == static_cast<std::int32_t>(text.units.size());
        const auto last = static_cast<std::size_t>(text.characters.back()) + 1;
        found.push_back(
            end ? last : static_cast<std::size_t>(text.characters[static_cast<std::size_t>(unit)]));
    }
    return found;
}

bool holds(const std::vector<std::size_t>& sorted, std::size_t value) {
    return std::binary_search(sorted.begin(), sorted.end(), value);
}

// Where the file and we differ, by whose rule and the characters on both sides, and how often.
using Differences = std::map<std::string, int>;

void add_differences(const Case& expected, const UnicodeText& text,
                     const std::vector<std::size_t>& ours, Differences& differences) {
    for (std::size_t i = 1; i < expected.characters.size(); ++i) {
        const bool theirs = holds(expected.boundaries, i);
        if (theirs == holds(ours, i)) {
            continue;
        }
        const auto unit =
            std::find(text.characters.begin(), text.characters.end(), static_cast<std::int32_t>(i));
        const auto position = static_cast<std::int32_t>(unit - text.characters.begin());
        const bool kinsoku = theirs && forbids_break(text.units, position);
        ++differences[fmt::format(
            "{} {} {:04X} {:04X}", kinsoku ? "kinsoku" : "icu", theirs ? "forbids" : "allows",
            std::uint32_t{expected.characters[i - 1]}, std::uint32_t{expected.characters[i]})];
    }
}

std::string as_text(const Differences& differences) {
    std::string text;
    for (const auto& [where, count] : differences) {
        text += fmt::format("{} {}\n", where, count);
    }
    return text;
}

// Lines of the list without remarks.
std::string listed() {
    std::ifstream file(differences_file);
    std::string text;
    for (std::string line; std::getline(file, line);) {
        const std::string words = line.substr(0, line.find(" #"));
        text += words.empty() || words.front() == '#' ? "" : words + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("graphemes are those of Unicode's own test file") {
    int refused = 0;
    const auto cases = read_cases("GraphemeBreakTest.txt");
    for (const Case& each : cases) {
        const auto text = analyse_text(each.utf8, "zh-Hans");
        if (!text) {
            CHECK(text.error().code == ErrorCode::malformed); // control characters
            ++refused;
            continue;
        }
        auto ours = in_characters(*text, text->graphemes);
        ours.erase(ours.begin());
        INFO(each.utf8);
        CHECK(ours == each.boundaries);
    }
    CHECK(cases.size() == 602);
    CHECK(refused == 129);
}

TEST_CASE("lines end where Unicode's own test file says, except where Chinese does not let them") {
    Differences differences;
    int refused = 0;
    const auto cases = read_cases("LineBreakTest.txt");
    for (const Case& each : cases) {
        const auto text = analyse_text(each.utf8, "zh-Hans");
        if (!text) {
            CHECK(text.error().code == ErrorCode::malformed); // control characters
            ++refused;
            continue;
        }
        std::vector<std::int32_t> positions;
        for (const LineBreak& line_break : text->breaks) {
            positions.push_back(line_break.position);
        }
        add_differences(each, *text, in_characters(*text, positions), differences);
    }
    CHECK(cases.size() == 7654);
    CHECK(refused == 1624);
    const std::string found = as_text(differences);
    if (found != listed() && std::getenv("MARQUEE_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(differences_file) << found;
    }
    CHECK(found == listed());
}
