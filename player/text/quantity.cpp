#include "player/text/quantity.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "player/text/unicode_text.hpp"

namespace marquee::player {
namespace {

// Units and counters that stay with the number before them. Han first, then letters; a letter must
// not follow a unit of letters, so that "5 More" is not "5 M".
constexpr std::array<std::u16string_view, 62> han_units = {
    u"\u5E74",       u"\u6708",       u"\u65E5",       u"\u53F7",
    u"\u65F6",       u"\u5206",       u"\u79D2", // 年月日号时分秒
    u"\u5929",       u"\u5468",       u"\u5C81",       u"\u70B9",
    u"\u523B",       u"\u5C0F\u65F6", // 天周岁点刻小时
    u"\u5143",       u"\u5757",       u"\u89D2",       u"\u4E07",
    u"\u4EBF",       u"\u5343",       u"\u767E", // 元块角万亿千百
    u"\u5341",       u"\u4EBA",       u"\u6B21",       u"\u4E2A",
    u"\u540D",       u"\u4F4D",       u"\u4EF6", // 十人次个名位件
    u"\u8D77",       u"\u6761",       u"\u9879",       u"\u5BB6",
    u"\u6237",       u"\u500D",       u"\u6298", // 起条项家户倍折
    u"\u5C4A",       u"\u671F",       u"\u697C",       u"\u5C42",
    u"\u5EA7",       u"\u680B",       u"\u5BA4", // 届期楼层座栋室
    u"\u7C73",       u"\u91CC",       u"\u5428",       u"\u514B",
    u"\u65A4",       u"\u5347",       u"\u5EA6",                        // 米里吨克斤升度
    u"\u516C\u91CC", u"\u516C\u65A4", u"\u516C\u9877", u"\u5343\u7C73", // 公里公斤公顷
    u"\u5343\u514B", u"\u5398\u7C73", u"\u6BEB\u7C73", u"\u6BEB\u5347", // 千克厘米毫米
    u"\u5E73\u65B9", u"\u7ACB\u65B9", u"\u4EA9",       u"\u8F86",
    u"\u7B14",       u"\u6B3E", // 平方立方亩辆
};
constexpr std::array<std::u16string_view, 34> letter_units = {
    u"km",  u"m", u"cm",  u"mm", u"nm", u"kg", u"g",   u"mg",  u"t",   u"L",  u"l",  u"mL",
    u"ml",  u"h", u"min", u"s",  u"ms", u"Hz", u"kHz", u"MHz", u"GHz", u"W",  u"kW", u"MW",
    u"kWh", u"V", u"kV",  u"A",  u"mA", u"KB", u"MB",  u"GB",  u"TB",  u"dB",
};

bool is_letter(char32_t character) {
    return (character >= U'A' && character <= U'Z') || (character >= U'a' && character <= U'z');
}

char32_t at(const std::u16string& units, std::int32_t position) {
    return position < static_cast<std::int32_t>(units.size()) ? character_at(units, position) : 0;
}

char32_t unit_before(const std::u16string& units, std::int32_t position) {
    return position > 0 ? units[static_cast<std::size_t>(position) - 1] : char32_t{0};
}

bool follows_number(const std::u16string& units, std::int32_t position) {
    const bool spaced = unit_before(units, position) == U' ';
    return is_digit(unit_before(units, position - (spaced ? 1 : 0)));
}

// "100|元", "24|小时", "24小|时", "50 |km": whether a unit begins at `from`, after a number, that
// goes beyond `position`.
bool unit_goes_beyond(const std::u16string& units, std::int32_t from, std::int32_t position) {
    if (from <= 0 || !follows_number(units, from)) {
        return false;
    }
    const auto rest = std::u16string_view(units).substr(static_cast<std::size_t>(from));
    const auto stands = [&](std::u16string_view unit) {
        return from + static_cast<std::int32_t>(unit.size()) > position
               && rest.substr(0, unit.size()) == unit;
    };
    const auto is_whole_word = [&](std::u16string_view unit) {
        const char32_t after = at(units, from + static_cast<std::int32_t>(unit.size()));
        return !is_letter(after) && !is_digit(after);
    };
    return std::any_of(han_units.begin(), han_units.end(), stands)
           || std::any_of(letter_units.begin(), letter_units.end(), [&](std::u16string_view unit) {
                  return stands(unit) && is_whole_word(unit);
              });
}

} // namespace

bool is_digit(char32_t character) {
    return (character >= U'0' && character <= U'9')
           || (character >= U'\uFF10' && character <= U'\uFF19');
}

bool parts_number_and_unit(const std::u16string& units, std::int32_t position) {
    return unit_goes_beyond(units, position, position)
           || unit_goes_beyond(units, position - 1, position); // units of Han have two at most
}

bool continues_quantity(const std::u16string& units, std::int32_t position) {
    const auto ends = [&](std::u16string_view unit) {
        const auto from = position - static_cast<std::int32_t>(unit.size());
        return from > 0 && follows_number(units, from)
               && units.compare(static_cast<std::size_t>(from), unit.size(), unit) == 0;
    };
    return is_digit(at(units, position)) && std::any_of(han_units.begin(), han_units.end(), ends);
}

} // namespace marquee::player
