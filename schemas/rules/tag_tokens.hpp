// The words that tag expressions are made of. For the reader of tag_expression.hpp alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::rules {

enum class TagToken { end, tag, negation, conjunction, disjunction, open, close };

// Cuts a text into tokens, one ahead. The text is UTF-8 or refused.
class TagTokens {
public:
    explicit TagTokens(std::string_view text) : rest_(text) {}

    // Looks at the next token. malformed: a sign of no meaning here, a quote without its end, a tag
    // that no display can have.
    Status advance();

    TagToken kind() const { return kind_; }
    const std::string& tag() const { return tag_; } // of TagToken::tag
    std::size_t position() const { return start_; } // of the token, in characters from 1

private:
    Status word();
    Status quoted();
    Status sign(char32_t character);
    char32_t take();

    std::string_view rest_;
    std::size_t taken_ = 0; // characters
    std::size_t start_ = 1;
    TagToken kind_ = TagToken::end;
    std::string tag_;
};

// An error at a character: params["position"].
tl::unexpected<Error> tag_error(ErrorCode code, std::string what, std::size_t position,
                                ErrorParams params = {});

// True when a tag can stand without quotes.
bool is_plain_tag(std::string_view tag);

} // namespace marquee::rules
