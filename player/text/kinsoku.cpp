#include "player/text/kinsoku.hpp"

#include <string_view>

#include "player/text/quantity.hpp"
#include "player/text/unicode_text.hpp"

namespace marquee::player {
namespace {

// Marks of Chinese, with their full-width and vertical forms. Written as code points: full-width
// and plain marks look alike.
constexpr std::u32string_view never_first =
    U"\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F" // pause and stop marks
    U"\uFE10\uFE11\uFE12\uFE13\uFE14\uFE15\uFE16"       // their vertical forms
    U"\u203C\u2047\u2048\u2049"                         // two of them in one
    U"\u2019\u201D\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u3019\u301B\u301E\u301F" // closing
    U"\uFF09\uFF3D\uFF5D\uFF60\uFF63"
    U"\uFE18\uFE36\uFE38\uFE3A\uFE3C\uFE3E\uFE40\uFE42\uFE44\uFE48" // closing, vertical
    U"\u2014\u2015\u2E3A\u2013\u301C\uFF5E\uFF0D"                   // dashes and connectors
    U"\u2025\u2026\u22EF\uFE19\uFE30"                               // ellipses
    U"\u00B7\u2027\u2022\u30FB\uFF65"                               // middle dots
    U"\uFF0F"                                                       // full-width slash
    U"\u3005\u303B"                                                 // repeat the character before
    U"%\uFF05\u2030\u2031\u2103\u2109\u00B0\u2032\u2033";           // belong to a number before

constexpr std::u32string_view never_last =
    U"\u2018\u201C\u3008\u300A\u300C\u300E\u3010\u3014\u3016\u3018\u301A\u301D" // opening
    U"\uFF08\uFF3B\uFF5B\uFF5F\uFF62"
    U"\uFE17\uFE35\uFE37\uFE39\uFE3B\uFE3D\uFE3F\uFE41\uFE43\uFE47" // opening, vertical
    U"\uFF0F"                                                       // full-width slash
    U"$\u00A3\u00A5\u20AC\uFFE5\uFF04\uFFE1\u2116";                 // belong to a number after

// What is one mark only when two stand together.
constexpr std::u32string_view doubled = U"\u2014\u2015\u2025\u2026\u22EF";

// Between two numbers: "2020—2026", "10~20".
constexpr std::u32string_view range_marks = U"~\u2013\u2014\u301C\uFF5E\uFF0D";

char32_t at(const std::u16string& units, std::int32_t position) {
    return position < static_cast<std::int32_t>(units.size()) ? character_at(units, position) : 0;
}

// The marks in question are single UTF-16 units, so half of a pair is none of them.
char32_t unit_before(const std::u16string& units, std::int32_t position) {
    return position > 0 ? units[static_cast<std::size_t>(position) - 1] : char32_t{0};
}

bool holds(std::u32string_view marks, char32_t character) {
    return marks.find(character) != std::u32string_view::npos;
}

// "2020—|2026".
bool parts_range(const std::u16string& units, std::int32_t position) {
    return holds(range_marks, unit_before(units, position)) && is_digit(at(units, position))
           && is_digit(unit_before(units, position - 1));
}

// "和/|或": the slash of Chinese ends no line, that of an address may.
bool parts_at_slash(const std::u16string& units, std::int32_t position) {
    return unit_before(units, position) == U'/' && is_han(at(units, position))
           && is_han(unit_before(units, position - 1));
}

} // namespace

bool never_starts_line(char32_t character) {
    return holds(never_first, character);
}

bool never_ends_line(char32_t character) {
    return holds(never_last, character);
}

bool forbids_break(const std::u16string& units, std::int32_t position) {
    const char32_t before = unit_before(units, position);
    const char32_t after = at(units, position);
    if (never_starts_line(after) || never_ends_line(before)) {
        return true;
    }
    const bool connects = after == U'~' && !is_blank(before);
    return connects || (before == after && holds(doubled, before))
           || parts_number_and_unit(units, position) || parts_range(units, position)
           || parts_at_slash(units, position);
}

} // namespace marquee::player
