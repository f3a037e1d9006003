#include "player/text/unicode_text.hpp"

#include <memory>

#include <fmt/format.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "player/text/kinsoku.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

using BreakIterator = std::unique_ptr<UBreakIterator, decltype(&ubrk_close)>;

tl::unexpected<Error> icu_failed(UErrorCode status) {
    return fail(ErrorCode::internal, fmt::format("ICU: {}", u_errorName(status)));
}

Result<std::u16string> to_utf16(std::string_view utf8) {
    // A UTF-8 text never has fewer bytes than UTF-16 units.
    std::u16string units(utf8.size(), u'\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units.data(), static_cast<std::int32_t>(units.size()), &length, utf8.data(),
                  static_cast<std::int32_t>(utf8.size()), &status);
    if (status == U_INVALID_CHAR_FOUND) {
        return fail(ErrorCode::malformed, "text is not UTF-8");
    }
    if (U_FAILURE(status)) {
        return icu_failed(status);
    }
    units.resize(static_cast<std::size_t>(length));
    for (const char16_t unit : units) {
        const bool control = unit < u' ' || (unit >= 0x7f && unit < 0xa0);
        if (control && unit != u'\n') {
            return fail(ErrorCode::malformed,
                        fmt::format("text holds a control character, {:#04x}", int{unit}));
        }
    }
    return units;
}

// The ICU name of a BCP 47 language with strict line breaking: a line never starts with 。 or 」.
std::string strict_locale(std::string_view language) {
    const std::string tag = std::string(language) + "-u-lb-strict";
    char name[ULOC_FULLNAME_CAPACITY] = {};
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag.c_str(), name, sizeof name, nullptr, &status);
    return U_SUCCESS(status) ? name : "zh@lb=strict";
}

Result<std::vector<std::int32_t>> boundaries(UBreakIteratorType type, const std::string& locale,
                                             const std::u16string& units) {
    UErrorCode status = U_ZERO_ERROR;
    const BreakIterator iterator{ubrk_open(type, locale.c_str(), units.data(),
                                           static_cast<std::int32_t>(units.size()), &status),
                                 &ubrk_close};
    if (U_FAILURE(status)) {
        return icu_failed(status);
    }
    std::vector<std::int32_t> found{0};
    for (auto at = ubrk_next(iterator.get()); at != UBRK_DONE; at = ubrk_next(iterator.get())) {
        found.push_back(at);
    }
    return found;
}

// Where a person takes breath: a space or a pause or stop mark, also inside of closing quotes.
bool breathes(const std::u16string& units, std::int32_t position) {
    constexpr std::u32string_view closing = U"\"')]\u2019\u201D\u300B\u300D\u300F\u3011\uFF09";
    constexpr std::u32string_view pauses = U",.;:!?\u2014\u2026\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B"
                                           U"\uFF01\uFF1F\u060C\u061B\u061F\u06D4\u0964";
    UChar32 last = 0;
    do {
        U16_PREV(units.data(), 0, position, last);
    } while (position > 0
             && closing.find(static_cast<char32_t>(last)) != std::u32string_view::npos);
    return u_isUWhiteSpace(last)
           || pauses.find(static_cast<char32_t>(last)) != std::u32string_view::npos;
}

LineBreak classify(const std::u16string& units, std::int32_t position) {
    const auto size = static_cast<std::int32_t>(units.size());
    if (position >= size || units[static_cast<std::size_t>(position) - 1] == u'\n') {
        return {position, BreakKind::line};
    }
    return {position, breathes(units, position) ? BreakKind::phrase : BreakKind::anywhere};
}

Result<std::vector<std::uint8_t>> bidi_levels(const std::u16string& units) {
    const auto size = static_cast<std::int32_t>(units.size());
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi{ubidi_openSized(size, 0, &status),
                                                              &ubidi_close};
    ubidi_setPara(bidi.get(), units.data(), size, UBIDI_DEFAULT_LTR, nullptr, &status);
    const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
    if (U_FAILURE(status)) {
        return icu_failed(status);
    }
    return std::vector<std::uint8_t>(levels, levels + size);
}

std::vector<std::int32_t> characters_of(const std::u16string& units) {
    std::vector<std::int32_t> characters;
    std::int32_t character = -1;
    for (const char16_t unit : units) {
        characters.push_back(U16_IS_TRAIL(unit) ? character : ++character);
    }
    return characters;
}

Status check_graphemes(const UnicodeText& text) {
    const std::size_t count = text.graphemes.size() - 1;
    if (count > limits::slogan_graphemes_max) {
        return fail(ErrorCode::too_large,
                    fmt::format("text has {} characters, at most {} are drawn", count,
                                limits::slogan_graphemes_max));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = static_cast<std::size_t>(text.graphemes[i]);
        const auto last = static_cast<std::size_t>(text.graphemes[i + 1]) - 1;
        const std::int32_t size = text.characters[last] - text.characters[first] + 1;
        if (size > grapheme_characters_max) {
            return fail(ErrorCode::too_large,
                        fmt::format("one character is made of {} code points, at most {} are drawn",
                                    size, grapheme_characters_max),
                        fmt::format("character {}", text.characters[first]));
        }
    }
    return {};
}

// Where ICU lets a line end and kinsoku does not forbid it.
std::vector<LineBreak> line_breaks(const std::u16string& units,
                                   const std::vector<std::int32_t>& positions) {
    std::vector<LineBreak> breaks;
    for (const std::int32_t position : positions) {
        const LineBreak candidate = classify(units, position);
        if (candidate.kind == BreakKind::line || !forbids_break(units, position)) {
            breaks.push_back(candidate);
        }
    }
    return breaks;
}

} // namespace

Result<UnicodeText> analyse_text(std::string_view utf8, std::string_view language) {
    if (utf8.size() > limits::slogan_bytes_max) {
        return fail(ErrorCode::too_large, fmt::format("text has {} bytes, at most {} are drawn",
                                                      utf8.size(), limits::slogan_bytes_max));
    }
    auto units = to_utf16(utf8);
    if (!units) {
        return tl::unexpected(units.error());
    }
    UnicodeText text{std::move(*units), {0}, {}, {}, {}};
    if (text.units.empty()) {
        return text;
    }
    const std::string locale = strict_locale(language);
    auto graphemes = boundaries(UBRK_CHARACTER, locale, text.units);
    auto lines = graphemes ? boundaries(UBRK_LINE, locale, text.units) : graphemes;
    auto levels = bidi_levels(text.units);
    if (!lines || !levels) {
        return tl::unexpected(lines ? levels.error() : lines.error());
    }
    lines->erase(lines->begin()); // the start of the text
    text.characters = characters_of(text.units);
    text.graphemes = std::move(*graphemes);
    text.breaks = line_breaks(text.units, *lines);
    text.levels = std::move(*levels);
    if (const Status checked = check_graphemes(text); !checked) {
        return tl::unexpected(checked.error());
    }
    return text;
}

char32_t character_at(const std::u16string& units, std::int32_t& position) {
    UChar32 character = 0;
    U16_NEXT(units.data(), position, static_cast<std::int32_t>(units.size()), character);
    return static_cast<char32_t>(character);
}

bool needs_no_glyph(char32_t character) {
    return character == U'\n'
           || u_hasBinaryProperty(static_cast<UChar32>(character),
                                  UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_han(char32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(character), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
        return u_isalnum(static_cast<UChar32>(character)) != 0;
    default:
        return false;
    }
}

bool is_mark(char32_t character) {
    return u_ispunct(static_cast<UChar32>(character)) || is_blank(character);
}

bool is_blank(char32_t character) {
    return u_isUWhiteSpace(static_cast<UChar32>(character));
}

std::string describe(char32_t character) {
    char bytes[U8_MAX_LENGTH + 1] = {};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
    return fmt::format("U+{:04X} {}", static_cast<std::uint32_t>(character), bytes);
}

} // namespace marquee::player
