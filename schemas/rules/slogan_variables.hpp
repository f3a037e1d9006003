// Words in braces that a slogan says anew: {time}, {days_until:2027-02-06}. Pure.
//
//   {time}            15:04           of the display's wall clock
//   {time_seconds}    15:04:05
//   {date}            2026年11月23日   23 November 2026
//   {weekday}         星期一           Monday
//   {lunar_date}      农历十月十五      in every language
//   {days_until:DAY}  73              midnights until DAY (YYYY-MM-DD) begins; 0 from then on
//   {display} {unit}                  names of the display and its unit; — where there is none
//   {{                {               every other brace that opens begins a variable
//
// In the slogan's language where it is Chinese or English, else in Chinese.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/program.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

// plain: text as it is.
enum class SloganWord {
    plain,
    time,
    time_seconds,
    date,
    weekday,
    lunar_date,
    days_until,
    display,
    unit
};

struct SloganPart {
    SloganWord word = SloganWord::plain;
    std::string text;        // of plain
    LocalDate day{};         // of days_until
    std::int32_t length = 0; // code points of the slogan's text that it takes up

    friend bool operator==(const SloganPart&, const SloganPart&) = default;
};

// In order, covering the whole text. unsupported: no such variable; params say "value", the
// "nearest" that there is, if any is near, and all that are "allowed". malformed: a brace that is
// never closed, a day that is none, or one where none belongs. `where`: "character N", from 0.
Result<std::vector<SloganPart>> parse_slogan(std::string_view text);

// The text as one part, for slogans without variables.
std::vector<SloganPart> plain_slogan(std::string_view text);

// What variables are said by.
struct SloganFacts {
    const ZoneRules& zone;
    Instant now;
    std::string_view display;
    std::string_view unit;
};

struct SaidSlogan {
    std::string text;
    std::vector<std::int32_t> lengths; // of each part, in code points
    Instant until = Instant::max();    // says exactly this so long, at least

    friend bool operator==(const SaidSlogan&, const SaidSlogan&) = default;
};

SaidSlogan say(const std::vector<SloganPart>& parts, std::string_view language,
               const SloganFacts& facts);

// Runs of colour that were meant for the slogan's text, for what it says: a run that touches a
// variable has all of what that says, unless the run before it has.
std::vector<ColourRun> said_colours(const std::vector<ColourRun>& colours,
                                    const std::vector<SloganPart>& parts, const SaidSlogan& said);

// The most characters it can say, names as long as names may be.
std::size_t characters_max(const std::vector<SloganPart>& parts);

// Any of its texts has a variable of that kind; false where it has none or they are malformed.
bool tells_time(const Slogan& slogan);
bool says_names(const Slogan& slogan);

} // namespace marquee::rules
