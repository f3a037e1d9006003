// The words that recurrence texts are made of (RFC 5545 section 3.3). For readers of such texts
// alone.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/rules/recurrence_text.hpp"

namespace marquee::rules {

inline constexpr std::array<std::string_view, 7> weekday_words{"MO", "TU", "WE", "TH",
                                                               "FR", "SA", "SU"};
inline constexpr std::array<std::string_view, 4> frequency_words{"DAILY", "WEEKLY", "MONTHLY",
                                                                 "YEARLY"};

template<std::size_t size>
std::optional<std::size_t> place_in(const std::array<std::string_view, size>& words,
                                    std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional{std::size_t(found - words.begin())};
}

// What a message may quote of a stranger's text: 40 printable characters.
std::string shortened(std::string_view text);

// An error about a part: "BYDAY: why".
tl::unexpected<Error> refuse(ErrorCode code, std::string_view part, const std::string& why);

// ASCII letters in upper case, everything else as it is.
std::string upper(std::string_view text);

// Cuts `text` at the first `separator`, or takes all of it.
std::string_view take_until(std::string_view& text, char separator);

// "7", "+7", "-7": at most `digits` digits, nothing else.
std::optional<std::int32_t> number_from(std::string_view text, std::size_t digits);

// A DATE, or a DATE-TIME on the wall of `clock`.
struct DayAndTime {
    LocalDate date;
    std::optional<TimeOfDay> time;
};

// "20260131", "20260131T093000", "20260131T013000Z". A time without a clock is unsupported.
Result<DayAndTime> day_and_time(std::string_view text, std::string_view part,
                                const StartClock* clock);

// "20260131"
std::string compact_date(LocalDate date);

} // namespace marquee::rules
