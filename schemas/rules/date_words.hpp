// Times and days in words, in Chinese and in English: what clocks (time_words.hpp) and slogans
// (slogan_variables.hpp) say. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/program.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

enum class TimeLanguage { chinese, english };

// By the first part of a BCP 47 tag: "zh-Hans", "en-GB". None: in that language no date is written.
std::optional<TimeLanguage> time_language(std::string_view tag);

// A language that is neither is written in Chinese.
TimeLanguage spoken_in(std::string_view tag);

// "07"
std::string two_digits(std::int64_t number);

// "15:04", "15:04:05"; empty for ClockTime::none.
std::string time_text(ClockTime exactness, const LocalMoment& now);

// "2026年11月23日", "23 November 2026"
std::string date_text(LocalDate date, TimeLanguage language);

// "星期一", "Monday"
std::string weekday_text(LocalDate date, TimeLanguage language);

// "农历腊月廿三", in every language; empty beyond the table of the calendar.
std::string lunar_text(LocalDate date);

// How often midnight comes until that day begins: 0 on the day itself and after it.
std::int64_t midnights_until(LocalDate day, LocalDate today);

// When time_text says something else, or the day is over, at the latest where the offset of the
// wall changes. `segment` is the one that `now` lies in.
Instant next_time(ClockTime exactness, const LocalMoment& now, const ZoneSegment& segment);
Instant next_midnight(const LocalMoment& now, const ZoneSegment& segment);

} // namespace marquee::rules
