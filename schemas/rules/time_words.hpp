// What clocks and countdowns say, in words: a function of the item, the display's zone and the
// instant. Pure; docs/architecture.md says how it is drawn.
//
// A countdown in days counts midnights on the wall, so it is "1 day" all day long before and 0 on
// the day itself, until its moment comes. One in seconds counts real time, which is an hour more or
// less than the wall says where the clocks change in between. Its moment is what the wall shows
// first, as for schedules (zone_time.hpp).
#pragma once

#include <string>
#include <vector>

#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"
#include "schemas/rules/date_words.hpp"

namespace marquee::rules {

// large: what is to be seen from afar. small: what stands beside or below it.
enum class WordSize { large, small };

// Words that stay together on a line.
struct TimeWord {
    std::string text;
    WordSize size = WordSize::small;
    bool counts = false; // its digits change while the rest of the words stay
    bool apart = false;  // from the word before it, as words of a sentence are

    friend bool operator==(const TimeWord&, const TimeWord&) = default;
};

using TimeLine = std::vector<TimeWord>;

struct ToldTime {
    std::vector<std::vector<TimeLine>> arrangements; // the same words; the first is preferred
    Instant until;                                   // says exactly this so long, at least
    Instant words_until; // so long only digits of words that count change, at least

    friend bool operator==(const ToldTime&, const ToldTime&) = default;
};

// A language that is neither is written in Chinese.
ToldTime tell(const ClockFace& face, const ZoneRules& zone, Instant now);
ToldTime tell(const Countdown& countdown, const ZoneRules& zone, Instant now);

} // namespace marquee::rules
