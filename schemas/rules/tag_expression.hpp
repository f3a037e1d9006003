// Which displays a schedule means, by their tags: "户外 and (led or not 地铁)".
//
//     expression = conjunction { or conjunction }          or:  "or"  "或" "|"
//     conjunction = negation { and negation }              and: "and" "且" "&"
//     negation = not negation | "(" expression ")" | tag   not: "not" "非" "!"
//
// A tag is a word of letters and digits of any script, '-', '_' and '.', or anything in double
// quotes, where '\' stands before '"' and '\'. Words that are operators, in either case, are tags
// only in quotes; 且, 或 and 非 are operators only where they stand alone. The full-width forms of
// parentheses and signs are read like the narrow ones. Tags are compared byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::rules {

enum class TagOperator : std::uint8_t { has_tag, negation, conjunction, disjunction };

struct TagStep {
    TagOperator operation = TagOperator::has_tag;
    std::uint32_t tag = 0; // has_tag: a place in TagExpression::tags

    friend bool operator==(const TagStep&, const TagStep&) = default;
};

// A program for a stack, in postfix order: has_tag pushes, negation turns the top over, the other
// two take two and push one. It ends with one value. `a and not b` is: a, b, negation, conjunction.
// At most limits::tag_expression_terms_max of its steps push; run() evaluates it over anything.
struct TagExpression {
    std::vector<std::string> tags; // each once, in the order of the text
    std::vector<TagStep> steps;

    friend bool operator==(const TagExpression&, const TagExpression&) = default;
};

// malformed, too_large. `where` is empty; params["position"] is the character (code point) of the
// text that is wrong, from 1; none when the text as a whole is too long. Time is linear in the
// text, the call stack bounded by limits::tag_expression_depth_max.
Result<TagExpression> tag_expression_from_text(std::string_view text);

// Canonical: and, or, not, no parentheses and quotes but those needed. Reading it gives an equal
// expression back.
std::string to_text(const TagExpression& expression);

// Whether a display with these tags is meant. `expression` is one that was read.
bool matches(const TagExpression& expression, const std::vector<std::string>& tags);

// Evaluates over any kind of value, bitmaps for example: `has(tag)` makes one of a tag's name;
// `negate(a)`, `both(a, b)` and `either(a, b)` change `a` in place.
template<typename Value, typename Has, typename Negate, typename Both, typename Either>
Value run(const TagExpression& expression, Has has, Negate negate, Both both, Either either) {
    std::vector<Value> stack;
    for (const TagStep& step : expression.steps) {
        if (step.operation == TagOperator::has_tag) {
            stack.push_back(has(expression.tags[step.tag]));
        } else if (step.operation == TagOperator::negation) {
            negate(stack.back());
        } else {
            const Value right = std::move(stack.back());
            stack.pop_back();
            if (step.operation == TagOperator::conjunction) {
                both(stack.back(), right);
            } else {
                either(stack.back(), right);
            }
        }
    }
    return std::move(stack.back());
}

} // namespace marquee::rules
