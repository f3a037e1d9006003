// Any text as a tag expression: refused at a character of the text, or read, written, read again
// as the same, and meaning the same of any tags.
#include <cstdlib>
#include <string>
#include <string_view>

#include "schemas/model/limits.hpp"
#include "schemas/rules/tag_expression.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::rules;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const TagExpression& expression) {
    const std::string text = to_text(expression);
    require(text.size() <= limits::tag_expression_bytes_max);
    const auto again = tag_expression_from_text(text);
    require(again && *again == expression);
    require(expression.tags.size() <= limits::tag_expression_terms_max);
    std::vector<std::string> tags;
    matches(expression, tags);
    for (const std::string& tag : expression.tags) {
        require(!tag.empty() && tag.size() <= limits::word_bytes_max);
        tags.push_back(tag);
        require(matches(*again, tags) == matches(expression, tags));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    if (const auto expression = tag_expression_from_text(text)) {
        check(*expression);
    } else {
        require(!expression.error().what.empty());
        for (const auto& [name, value] : expression.error().params) {
            const bool inside = name != "position" || std::stoul(value) <= text.size() + 1;
            require(inside && (name != "position" || std::stoul(value) >= 1));
        }
    }
    return 0;
}
