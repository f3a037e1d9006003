#include "schemas/rules/tag_expression.hpp"

#include <random>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::rules;

namespace {

TagExpression read(std::string_view text) {
    const auto expression = tag_expression_from_text(text);
    INFO(text);
    INFO((expression ? std::string{} : to_string(expression.error())));
    REQUIRE(expression);
    return *expression;
}

std::string canonical(std::string_view text) {
    return to_text(read(text));
}

// "malformed 3": the slug and the position.
std::string refusal(std::string_view text) {
    const auto expression = tag_expression_from_text(text);
    INFO(text);
    REQUIRE_FALSE(expression);
    std::string said{error_slug(expression.error().code)};
    for (const auto& [name, value] : expression.error().params) {
        said += name == "position" ? " " + value : "";
    }
    return said;
}

bool means(std::string_view text, std::vector<std::string> tags) {
    return matches(read(text), tags);
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += piece;
    }
    return text;
}

} // namespace

TEST_CASE("not binds tighter than and, and tighter than or") {
    CHECK(means("户外 and (led or not 地铁)", {"户外"}));
    CHECK_FALSE(means("户外 and (led or not 地铁)", {"户外", "地铁"}));
    CHECK(means("户外 and (led or not 地铁)", {"户外", "地铁", "led"}));
    CHECK_FALSE(means("户外 and (led or not 地铁)", {"led"}));
    CHECK(means("a or b and c", {"a"}));
    CHECK_FALSE(means("(a or b) and c", {"a"}));
    CHECK(means("not a and b", {"b"}));
    CHECK(means("not (a and b)", {"b"}));
    CHECK(means("not not a", {"a"}));
}

TEST_CASE("a display without tags is meant only where a tag is denied") {
    CHECK_FALSE(means("a", {}));
    CHECK(means("not a", {}));
}

TEST_CASE("words and signs of both languages are the same operators") {
    for (const char* text : {"a and not b or c", "a & !b | c", "a AND Not b oR c", "a 且 非 b 或 c",
                             "a＆！b｜c", "（a and (not b)） or c", "a\tand\nnot b　or\u00A0c"}) {
        INFO(text);
        CHECK(canonical(text) == "a and not b or c");
    }
}

TEST_CASE("an operator inside a word is part of the word") {
    CHECK(canonical("非机动车道 and android or notice") == "非机动车道 and android or notice");
    CHECK(read("非机动车道").tags == std::vector<std::string>{"非机动车道"});
}

TEST_CASE("tags are compared byte by byte") {
    CHECK_FALSE(means("LED", {"led"}));
    CHECK_FALSE(means("led", {"led2"}));
    CHECK(means("ОГНИ", {"ОГНИ"}));
}

TEST_CASE("in quotes anything is a tag") {
    CHECK(means("\"2 号线 (东)\"", {"2 号线 (东)"}));
    CHECK(means(R"("and")", {"and"}));
    CHECK(means(R"("a\"b\\c")", {"a\"b\\c"}));
    CHECK(canonical(R"("led" or "非" or "a b" or "q\"q")") == R"(led or "非" or "a b" or "q\"q")");
}

TEST_CASE("the canonical text has no parentheses but those needed") {
    CHECK(canonical("((a)) and (b and c)") == "a and (b and c)");
    CHECK(canonical("(a and b) and c") == "a and b and c");
    CHECK(canonical("(a and b) or (c)") == "a and b or c");
    CHECK(canonical("a or (b or c)") == "a or (b or c)");
    CHECK(canonical("not (not (a or b))") == "not not (a or b)");
    CHECK(canonical("(a or b) and not (c and d)") == "(a or b) and not (c and d)");
}

TEST_CASE("steps stand in postfix order and name every tag once") {
    const TagExpression expression = read("a and not b or a");
    CHECK(expression.tags == std::vector<std::string>{"a", "b"});
    using enum TagOperator;
    CHECK(expression.steps
          == std::vector<TagStep>{
              {has_tag, 0}, {has_tag, 1}, {negation}, {conjunction}, {has_tag, 0}, {disjunction}});
}

TEST_CASE("an error points at the character that is wrong") {
    CHECK(refusal("") == "malformed 1");
    CHECK(refusal("   ") == "malformed 4");
    CHECK(refusal("户外 led") == "malformed 4");
    CHECK(refusal("户外 and") == "malformed 7");
    CHECK(refusal("户外 and or led") == "malformed 8");
    CHECK(refusal("(户外 or led") == "malformed 1");
    CHECK(refusal("(户外 led)") == "malformed 5");
    CHECK(refusal("户外)") == "malformed 3");
    CHECK(refusal("()") == "malformed 2");
    CHECK(refusal("not") == "malformed 4");
    CHECK(refusal("户外，led") == "malformed 3");
    CHECK(refusal("户外 and $") == "malformed 8");
    CHECK(refusal("户外 and \"led") == "malformed 8");
    CHECK(refusal("\"\"") == "malformed 1");
    CHECK(refusal("\"a\\b\"") == "malformed 3");
    CHECK(refusal("\"a\nb\"") == "malformed 3");
}

TEST_CASE("what is not UTF-8 is refused where it stands") {
    CHECK(refusal("\xFF") == "malformed 1");
    CHECK(refusal("户\xE6\x88") == "malformed 2");
    CHECK(refusal("a\xC0\xAF") == "malformed 2");
    CHECK(refusal("a \xED\xA0\x80") == "malformed 3");
    CHECK(refusal("\"a\xF4\x90\x80\x80\"") == "malformed 3");
    CHECK(refusal(std::string_view("a\0b", 3)) == "malformed 2");
}

TEST_CASE("an expression is bounded in length, terms, depth and the length of its tags") {
    CHECK(refusal(std::string(limits::tag_expression_bytes_max + 1, 'a')) == "too_large");
    CHECK(refusal(std::string(limits::word_bytes_max + 1, 'a')) == "too_large 1");
    CHECK(refusal("a|\"" + std::string(limits::word_bytes_max + 1, 'a') + "\"") == "too_large 3");
    const std::size_t terms = limits::tag_expression_terms_max;
    CHECK(read(repeated("a|", terms - 1) + "a").steps.size() == 2 * terms - 1);
    CHECK(refusal(repeated("a|", terms) + "a") == "too_large 201");
    const std::size_t depth = limits::tag_expression_depth_max;
    CHECK(canonical(repeated("(", depth) + "a" + repeated(")", depth)) == "a");
    CHECK(refusal(repeated("(", depth + 1) + "a" + repeated(")", depth + 1)) == "too_large 17");
    CHECK(refusal(repeated("!", 2'000)) == "too_large 17");
    CHECK(refusal(repeated("(", 2'000)) == "too_large 17");
}

TEST_CASE("an expression whose canonical text could not be read again is refused") {
    std::string text = repeated("!!!!!!!!!!!!a&", 99) + "a";
    REQUIRE(text.size() < limits::tag_expression_bytes_max);
    CHECK(refusal(text) == "too_large");
}

TEST_CASE("random expressions mean what a truth table says, and so does their canonical text") {
    // A slow evaluator of its own: expands the expression while it makes it.
    struct Made {
        std::string text;
        unsigned truth; // bit i: the answer for the tags of assignment i
    };
    constexpr unsigned all = 0xFF; // three tags: eight assignments
    std::mt19937 random(20'261'122);
    const auto below = [&](unsigned limit) { return random() % limit; };
    const auto make = [&](auto&& self, int depth) -> Made {
        if (depth == 0 || below(4) == 0) {
            constexpr unsigned truth[] = {0xAA, 0xCC, 0xF0};
            const unsigned tag = below(3);
            return {std::string(1, static_cast<char>('a' + tag)), truth[tag]};
        }
        const Made left = self(self, depth - 1);
        if (below(3) == 0) {
            return {"!(" + left.text + ")", ~left.truth & all};
        }
        const Made right = self(self, depth - 1);
        return below(2) == 0
                   ? Made{"(" + left.text + ")&(" + right.text + ")", left.truth & right.truth}
                   : Made{"(" + left.text + ")|(" + right.text + ")", left.truth | right.truth};
    };
    for (int round = 0; round < 2'000; ++round) {
        const Made made = make(make, 5);
        INFO(made.text);
        const TagExpression expression = read(made.text);
        CHECK(read(to_text(expression)) == expression);
        for (unsigned assignment = 0; assignment < 8; ++assignment) {
            std::vector<std::string> tags;
            for (unsigned tag = 0; tag < 3; ++tag) {
                if ((assignment >> tag & 1) != 0) {
                    tags.emplace_back(1, static_cast<char>('a' + tag));
                }
            }
            CHECK(matches(expression, tags) == ((made.truth >> assignment & 1) != 0));
        }
    }
}

TEST_CASE("noise of the alphabet is refused or read, and what is read reads the same again") {
    constexpr std::string_view pieces[] = {"a",  "户外", " ",    "(",  ")",  "&", "|",    "!", "\"",
                                           "\\", "and",  " or ", "非", "　", "-", "\xE6", "，"};
    std::mt19937 random(7);
    std::size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (std::size_t left = 1 + random() % 9; left > 0; --left) {
            text += pieces[random() % std::size(pieces)];
        }
        const auto expression = tag_expression_from_text(text);
        if (expression) {
            ++accepted;
            INFO(text);
            const auto again = tag_expression_from_text(to_text(*expression));
            REQUIRE(again);
            REQUIRE(*again == *expression);
        }
    }
    CHECK(accepted > 500);
}
