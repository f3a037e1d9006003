#include "player/text/column_posture.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "player/text/mark_spacing.hpp"
#include "player/text/run_shaping.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t standing_word_max = 3;

enum class Part { letter, joiner, other };

Part part_of(char32_t character) {
    constexpr std::u32string_view joiners = U" .,:/-%'&@+#_";
    const auto code = static_cast<UChar32>(character);
    if (joiners.find(character) != std::u32string_view::npos) {
        return Part::joiner;
    }
    const bool sideways = u_getIntPropertyValue(code, UCHAR_VERTICAL_ORIENTATION) == U_VO_ROTATED;
    return sideways && u_isalnum(code) ? Part::letter : Part::other;
}

bool is_digit(char32_t character) {
    return character >= U'0' && character <= U'9';
}

bool is_capital(char32_t character) {
    return character >= U'A' && character <= U'Z';
}

bool is_plain_letter(char32_t character) {
    return is_capital(character) || (character >= U'a' && character <= U'z');
}

// How a whole word stands.
Posture posture_of_word(std::u32string_view word) {
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    const auto capitals = std::count_if(word.begin(), word.end(), is_capital);
    const auto size = static_cast<std::ptrdiff_t>(word.size());
    if (size == 2 && digits == 2) {
        return Posture::together;
    }
    const bool one = size == 1 && (digits == 1 || is_plain_letter(word.front()));
    const bool initials =
        word.size() <= standing_word_max && capitals > 0 && digits + capitals == size;
    return one || initials ? Posture::upright : Posture::sideways;
}

bool is_east_asian(std::string_view language) {
    const std::string_view first = language.substr(0, language.find('-'));
    return first == "zh" || first == "ja";
}

// The full-width form that a plain mark of Chinese text stands for.
char16_t full_width(char16_t mark) {
    return static_cast<char16_t>(mark - u'!' + u'\uFF01');
}

bool is_full_width_context(char32_t character) {
    return is_han(character) || mark_side(character) != MarkSide::none;
}

void widen_brackets(std::u16string& units, std::size_t opening) {
    const std::size_t closing = units.find(u')', opening);
    const bool wide_before = opening > 0 && is_full_width_context(units[opening - 1]);
    const bool wide_after = opening + 1 < units.size() && is_full_width_context(units[opening + 1]);
    if (closing == std::u16string::npos || !(wide_before || wide_after)) {
        return;
    }
    units[opening] = full_width(units[opening]);
    units[closing] = full_width(units[closing]);
}

} // namespace

std::vector<Posture> word_postures(const UnicodeText& text) {
    const std::size_t count = text.graphemes.size() - 1;
    std::vector<char32_t> characters;
    for (std::size_t i = 0; i < count; ++i) {
        std::int32_t at = text.graphemes[i];
        const char32_t character = character_at(text.units, at);
        // A letter with marks of its own is no plain letter.
        const bool whole = at == text.graphemes[i + 1] || part_of(character) != Part::letter;
        characters.push_back(whole ? character : U'\u00E9');
    }
    std::vector<Posture> postures(count, Posture::sideways);
    for (std::size_t from = 0; from < count; ++from) {
        if (part_of(characters[from]) != Part::letter) {
            continue;
        }
        std::size_t to = from + 1;
        for (std::size_t i = to; i < count && part_of(characters[i]) != Part::other; ++i) {
            const bool counts = part_of(characters[i]) == Part::letter || characters[i] == U'%';
            to = counts ? i + 1 : to;
        }
        const Posture posture = posture_of_word({characters.data() + from, to - from});
        std::fill(postures.begin() + static_cast<std::ptrdiff_t>(from),
                  postures.begin() + static_cast<std::ptrdiff_t>(to), posture);
        from = to;
    }
    return postures;
}

Posture character_posture(const FontCatalog& fonts, std::size_t font, const std::string& language,
                          char32_t character) {
    const auto code = static_cast<UChar32>(character);
    switch (u_getIntPropertyValue(code, UCHAR_VERTICAL_ORIENTATION)) {
    case U_VO_UPRIGHT:
    case U_VO_TRANSFORMED_UPRIGHT:
        return Posture::upright;
    default:
        break;
    }
    // In Chinese ; and : stay as they are; elsewhere they turn.
    const bool stays =
        (character == U'\uFF1A' || character == U'\uFF1B') && language.rfind("zh", 0) == 0;
    const bool letter = u_isalnum(code) || u_isUWhiteSpace(code);
    const bool has_form = !letter && has_vertical_form(fonts.loaded(font), language, character);
    return stays || has_form ? Posture::upright : Posture::sideways;
}

std::u16string column_forms(const std::u16string& units, std::string_view language) {
    std::u16string forms = units;
    if (!is_east_asian(language)) {
        return forms;
    }
    constexpr std::u16string_view marks = u",.;:!?";
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const bool follows = i > 0 && is_full_width_context(forms[i - 1]);
        if (forms[i] == u'(') {
            widen_brackets(forms, i);
        } else if (follows && marks.find(forms[i]) != std::u16string_view::npos) {
            forms[i] = full_width(forms[i]);
        }
    }
    return forms;
}

} // namespace marquee::player
