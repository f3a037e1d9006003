#include "manager/http/calendar_words.hpp"

#include <array>

#include <fmt/format.h>

#include "schemas/rules/chinese_calendar_names.hpp"

namespace marquee::manager {

namespace {

// In the order of Festival.
constexpr std::array<std::string_view, 14> festivals{
    "Spring Festival",         "Lantern Festival",     "Dragon Head Day", "Shangsi Festival",
    "Dragon Boat Festival",    "Qixi Festival",        "Ghost Festival",  "Mid-Autumn Festival",
    "Double Ninth Festival",   "Xiayuan Festival",     "Laba Festival",   "Little New Year (north)",
    "Little New Year (south)", "Lunar New Year's Eve",
};

// In the order of SolarTerm.
constexpr std::array<std::string_view, 24> solar_terms{
    "Minor Cold",
    "Major Cold",
    "Start of Spring",
    "Rain Water",
    "Awakening of Insects",
    "Spring Equinox",
    "Clear and Bright",
    "Grain Rain",
    "Start of Summer",
    "Grain Buds",
    "Grain in Ear",
    "Summer Solstice",
    "Minor Heat",
    "Major Heat",
    "Start of Autumn",
    "End of Heat",
    "White Dew",
    "Autumn Equinox",
    "Cold Dew",
    "Frost's Descent",
    "Start of Winter",
    "Minor Snow",
    "Major Snow",
    "Winter Solstice",
};

} // namespace

std::string_view festival_words(Festival festival, Language language) {
    return language == Language::zh_cn ? rules::chinese_name(festival)
                                       : festivals.at(static_cast<std::size_t>(festival));
}

std::string_view solar_term_words(SolarTerm term, Language language) {
    return language == Language::zh_cn ? rules::chinese_name(term)
                                       : solar_terms.at(static_cast<std::size_t>(term));
}

std::string lunar_words(const LunarDate& date, Language language) {
    if (language == Language::zh_cn) {
        return rules::chinese_name(date);
    }
    return fmt::format("day {} of {}month {}", date.day, date.leap_month ? "leap " : "",
                       date.month);
}

std::string missing_year_sentence(std::int32_t year, Language language) {
    constexpr std::string_view zh =
        "还没有 {} 年的放假安排，按工作日、休息日和节假日选的日子在那一年"
        "都不算。通知公布后，请导入这一年。";
    constexpr std::string_view en =
        "The holidays of {} are not known yet: rules by workday, rest day or holiday select no day "
        "of that year. Import the year once it is announced.";
    return language == Language::zh_cn ? fmt::format(zh, year) : fmt::format(en, year);
}

} // namespace marquee::manager
