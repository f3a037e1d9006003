#include "schemas/rules/tag_expression.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/tag_tokens.hpp"

namespace marquee::rules {

namespace {

class TagReader {
public:
    explicit TagReader(std::string_view text) : tokens_(text) {}

    Result<TagExpression> read() {
        Status read = tokens_.advance();
        read = read ? disjunction() : read;
        if (read && tokens_.kind() != TagToken::end) {
            read = tag_error(ErrorCode::malformed,
                             tokens_.kind() == TagToken::close ? "no parenthesis is open"
                                                               : "'and' or 'or' is missing here",
                             tokens_.position());
        }
        if (!read) {
            return tl::unexpected<Error>(std::move(read.error()));
        }
        return std::move(expression_);
    }

private:
    Status disjunction() {
        return chain(TagToken::disjunction, TagOperator::disjunction,
                     [this] { return conjunction(); });
    }

    Status conjunction() {
        return chain(TagToken::conjunction, TagOperator::conjunction,
                     [this] { return negation(); });
    }

    template<typename Operand>
    Status chain(TagToken sign, TagOperator operation, Operand operand) {
        Status read = operand();
        while (read && tokens_.kind() == sign) {
            read = tokens_.advance();
            read = read ? operand() : read;
            expression_.steps.push_back({operation});
        }
        return read;
    }

    Status negation() {
        if (tokens_.kind() == TagToken::tag) {
            return term();
        }
        if (tokens_.kind() != TagToken::negation && tokens_.kind() != TagToken::open) {
            return tag_error(ErrorCode::malformed, "a tag is missing here", tokens_.position());
        }
        if (depth_ == limits::tag_expression_depth_max) {
            return tag_error(ErrorCode::too_large, "nested too deep", tokens_.position(),
                             {{"max", std::to_string(limits::tag_expression_depth_max)}});
        }
        ++depth_;
        Status read = tokens_.kind() == TagToken::open ? parentheses() : negated();
        --depth_;
        return read;
    }

    Status negated() {
        Status read = tokens_.advance();
        read = read ? negation() : read;
        expression_.steps.push_back({TagOperator::negation});
        return read;
    }

    Status parentheses() {
        const std::size_t opened = tokens_.position();
        Status read = tokens_.advance();
        read = read ? disjunction() : read;
        if (!read) {
            return read;
        }
        if (tokens_.kind() != TagToken::close) {
            return tokens_.kind() == TagToken::end
                       ? tag_error(ErrorCode::malformed, "the parenthesis does not end", opened)
                       : tag_error(ErrorCode::malformed, "'and' or 'or' is missing here",
                                   tokens_.position());
        }
        return tokens_.advance();
    }

    Status term() {
        if (terms_ == limits::tag_expression_terms_max) {
            return tag_error(ErrorCode::too_large, "too many tags", tokens_.position(),
                             {{"max", std::to_string(limits::tag_expression_terms_max)}});
        }
        ++terms_;
        auto& tags = expression_.tags;
        const auto known = std::find(tags.begin(), tags.end(), tokens_.tag());
        expression_.steps.push_back(
            {TagOperator::has_tag, static_cast<std::uint32_t>(known - tags.begin())});
        if (known == tags.end()) {
            tags.push_back(tokens_.tag());
        }
        return tokens_.advance();
    }

    TagTokens tokens_;
    TagExpression expression_;
    std::size_t depth_ = 0;
    std::size_t terms_ = 0;
};

std::string quoted(const std::string& tag) {
    if (is_plain_tag(tag)) {
        return tag;
    }
    std::string text = "\"";
    for (const char c : tag) {
        text.append(c == '"' || c == '\\' ? "\\" : "").append(1, c);
    }
    return text + '"';
}

// A piece of the text and the operator that binds it last.
struct Piece {
    std::string text;
    TagOperator operation = TagOperator::has_tag;

    // In parentheses where `loosest` or anything looser holds it together.
    std::string within(TagOperator loosest) const {
        return operation >= loosest ? "(" + text + ")" : text;
    }
};

tl::unexpected<Error> too_long() {
    return fail(ErrorCode::too_large,
                "longer than " + std::to_string(limits::tag_expression_bytes_max) + " bytes", {},
                {{"bytes_max", std::to_string(limits::tag_expression_bytes_max)}});
}

} // namespace

Result<TagExpression> tag_expression_from_text(std::string_view text) {
    if (text.size() > limits::tag_expression_bytes_max) {
        return too_long();
    }
    return TagReader{text}.read().and_then([](TagExpression expression) -> Result<TagExpression> {
        // So that what is stored in its canonical form can be read again.
        if (to_text(expression).size() > limits::tag_expression_bytes_max) {
            return too_long();
        }
        return expression;
    });
}

std::string to_text(const TagExpression& expression) {
    using enum TagOperator;
    return run<Piece>(
               expression, [](const std::string& tag) { return Piece{quoted(tag)}; },
               [](Piece& piece) {
                   piece = {"not " + piece.within(conjunction), negation};
               },
               [](Piece& left, const Piece& right) {
                   left = {left.within(disjunction) + " and " + right.within(conjunction),
                           conjunction};
               },
               [](Piece& left, const Piece& right) {
                   left = {left.text + " or " + right.within(disjunction), disjunction};
               })
        .text;
}

bool matches(const TagExpression& expression, const std::vector<std::string>& tags) {
    // A byte each: std::vector<bool> hands out no references.
    using Answer = std::uint8_t;
    return run<Answer>(
               expression,
               [&](const std::string& tag) -> Answer {
                   return std::find(tags.begin(), tags.end(), tag) != tags.end() ? 1 : 0;
               },
               [](Answer& a) { a = a == 0 ? 1 : 0; }, [](Answer& a, Answer b) { a = a & b; },
               [](Answer& a, Answer b) { a = a | b; })
           != 0;
}

} // namespace marquee::rules
