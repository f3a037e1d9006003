#include "player/text/unicode_text.hpp"

#include <memory>

#include <fmt/format.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

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
        if ((unit < u' ' && unit != u'\n') || unit == 0x7f) {
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

LineBreak classify(const std::u16string& units, std::int32_t position) {
    const auto size = static_cast<std::int32_t>(units.size());
    if (position >= size || units[static_cast<std::size_t>(position) - 1] == u'\n') {
        return {position, BreakKind::line};
    }
    std::int32_t before = position;
    UChar32 last = 0;
    U16_PREV(units.data(), 0, before, last);
    const bool breathes = u_isUWhiteSpace(last) || u_ispunct(last);
    return {position, breathes ? BreakKind::phrase : BreakKind::anywhere};
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
    UnicodeText text{std::move(*units), {0}, {}, {}};
    if (text.units.empty()) {
        return text;
    }
    const std::string locale = strict_locale(language);
    auto graphemes = boundaries(UBRK_CHARACTER, locale, text.units);
    const auto lines = graphemes ? boundaries(UBRK_LINE, locale, text.units) : graphemes;
    auto levels = bidi_levels(text.units);
    if (!lines || !levels) {
        return tl::unexpected(lines ? levels.error() : lines.error());
    }
    if (graphemes->size() - 1 > limits::slogan_graphemes_max) {
        return fail(ErrorCode::too_large,
                    fmt::format("text has {} characters, at most {} are drawn",
                                graphemes->size() - 1, limits::slogan_graphemes_max));
    }
    for (auto at = lines->begin() + 1; at != lines->end(); ++at) {
        text.breaks.push_back(classify(text.units, *at));
    }
    text.graphemes = std::move(*graphemes);
    text.levels = std::move(*levels);
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
