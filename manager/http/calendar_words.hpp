// What days are called, and what is to be known about them, in the reader's language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "manager/http/sentences.hpp"
#include "schemas/model/chinese_calendar.hpp"

namespace marquee::manager {

// "春节", "Spring Festival"
std::string_view festival_words(Festival festival, Language language);

// "立春", "Start of Spring"
std::string_view solar_term_words(SolarTerm term, Language language);

// "闰六月初一", "day 1 of leap month 6"
std::string lunar_words(const LunarDate& date, Language language);

// That nobody knows which days of the year are workdays or holidays.
std::string missing_year_sentence(std::int32_t year, Language language);

} // namespace marquee::manager
