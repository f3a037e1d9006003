#include "schemas/rules/tag_tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

struct Character {
    char32_t value = 0;
    std::size_t bytes = 0; // 0: not UTF-8
};

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
Character character_at(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) {
        return {};
    }
    char32_t value = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!continues(text[i])) {
            return {};
        }
        value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[bytes] || surrogate || value > 0x10FFFF ? Character{}
                                                                 : Character{value, bytes};
}

struct Range {
    char32_t first;
    char32_t last;
};

// Beyond ASCII: spaces, punctuation, symbols of Latin-1, what nobody can type or see.
constexpr std::array<Range, 20> no_letters{{
    {0x0080, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF}, {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x1680, 0x1680}, {0x2000, 0x206F}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},
    {0x3008, 0x3020}, {0x3030, 0x3030}, {0xD800, 0xF8FF}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},
    {0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF},
}};

bool is_letter(char32_t c) {
    if (c < 0x80) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || c == '-' || c == '_' || c == '.';
    }
    return std::none_of(no_letters.begin(), no_letters.end(),
                        [&](const Range& range) { return range.first <= c && c <= range.last; });
}

bool is_space(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x00A0 || c == 0x3000;
}

struct Sign {
    char32_t narrow;
    char32_t wide;
    TagToken token;
};

constexpr std::array<Sign, 5> signs{{{'(', 0xFF08, TagToken::open},
                                     {')', 0xFF09, TagToken::close},
                                     {'!', 0xFF01, TagToken::negation},
                                     {'&', 0xFF06, TagToken::conjunction},
                                     {'|', 0xFF5C, TagToken::disjunction}}};

std::optional<TagToken> operator_named(std::string_view word) {
    std::string lower{word};
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (lower == "and" || lower == "且") {
        return TagToken::conjunction;
    }
    if (lower == "or" || lower == "或") {
        return TagToken::disjunction;
    }
    if (lower == "not" || lower == "非") {
        return TagToken::negation;
    }
    return std::nullopt;
}

} // namespace

tl::unexpected<Error> tag_error(ErrorCode code, std::string what, std::size_t position,
                                ErrorParams params) {
    params.emplace_back("position", std::to_string(position));
    return fail(code, "character " + std::to_string(position) + ": " + std::move(what), {},
                std::move(params));
}

bool is_plain_tag(std::string_view tag) {
    if (tag.empty() || operator_named(tag)) {
        return false;
    }
    while (!tag.empty()) {
        const Character next = character_at(tag);
        if (next.bytes == 0 || !is_letter(next.value)) {
            return false;
        }
        tag.remove_prefix(next.bytes);
    }
    return true;
}

// Cuts one character off; 0 at the end and where the text is not UTF-8.
char32_t TagTokens::take() {
    const Character next = rest_.empty() ? Character{} : character_at(rest_);
    rest_.remove_prefix(next.bytes);
    taken_ += next.bytes == 0 ? 0 : 1;
    return next.bytes == 0 ? 0 : next.value;
}

Status TagTokens::advance() {
    while (!rest_.empty() && is_space(character_at(rest_).value)) {
        take();
    }
    start_ = taken_ + 1;
    tag_.clear();
    if (rest_.empty()) {
        kind_ = TagToken::end;
        return {};
    }
    const Character next = character_at(rest_);
    if (next.bytes == 0) {
        return tag_error(ErrorCode::malformed, "not UTF-8", start_);
    }
    if (next.value == '"') {
        take();
        return quoted();
    }
    return is_letter(next.value) ? word() : sign(next.value);
}

Status TagTokens::word() {
    const std::string_view from = rest_;
    while (!rest_.empty() && is_letter(character_at(rest_).value)
           && character_at(rest_).bytes != 0) {
        take();
    }
    const std::string_view word = from.substr(0, from.size() - rest_.size());
    if (const auto named = operator_named(word)) {
        kind_ = *named;
        return {};
    }
    kind_ = TagToken::tag;
    tag_ = word;
    if (tag_.size() > limits::word_bytes_max) {
        return tag_error(ErrorCode::too_large, "a tag is too long", start_,
                         {{"bytes_max", std::to_string(limits::word_bytes_max)}});
    }
    return {};
}

Status TagTokens::quoted() {
    kind_ = TagToken::tag;
    while (true) {
        if (rest_.starts_with('\\')) {
            take();
            if (!rest_.starts_with('"') && !rest_.starts_with('\\')) {
                return tag_error(ErrorCode::malformed, "'\\' stands before '\"' or '\\' only",
                                 taken_);
            }
        } else if (rest_.starts_with('"')) {
            take();
            break;
        }
        const std::string_view from = rest_;
        const char32_t character = take();
        if (rest_.size() == from.size()) {
            return tag_error(ErrorCode::malformed,
                             rest_.empty() ? "the quote does not end" : "not UTF-8",
                             rest_.empty() ? start_ : taken_ + 1);
        }
        if (character < 0x20 || character == 0x7F) {
            return tag_error(ErrorCode::malformed, "a control character in a tag", taken_);
        }
        tag_.append(from.substr(0, from.size() - rest_.size()));
    }
    if (tag_.empty()) {
        return tag_error(ErrorCode::malformed, "no tag is empty", start_);
    }
    if (tag_.size() > limits::word_bytes_max) {
        return tag_error(ErrorCode::too_large, "a tag is too long", start_,
                         {{"bytes_max", std::to_string(limits::word_bytes_max)}});
    }
    return {};
}

Status TagTokens::sign(char32_t character) {
    const auto found = std::find_if(signs.begin(), signs.end(), [&](const Sign& each) {
        return each.narrow == character || each.wide == character;
    });
    if (found == signs.end()) {
        return tag_error(ErrorCode::malformed, "this sign means nothing outside of quotes", start_);
    }
    take();
    kind_ = found->token;
    return {};
}

} // namespace marquee::rules
