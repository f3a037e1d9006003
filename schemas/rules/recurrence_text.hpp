// Recurrences as text: RRULE, RDATE and EXDATE of RFC 5545, and back in one canonical form.
//
// Refused with the part in `where` and params["part"]: what docs/recurrence.md lists as unsupported
// (ErrorCode::unsupported), what is not of the grammar or may not stand together (malformed), a
// number outside its range (out_of_range), too much of it (too_large). Names and words are read in
// either case. Doubled values are read once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/recurrence.hpp"

namespace marquee::rules {

// The wall clock on which DTSTART stands, for texts whose dates have a time of day. UNTIL then ends
// with the last day on which DTSTART's time is not after it; RDATE and EXDATE must name DTSTART's
// time, because there is nothing at another one. "…Z" is UTC, no letter is the wall clock.
struct StartClock {
    TimeOfDay time;
    ZoneRules zone;
};

// "FREQ=MONTHLY;BYDAY=-1FR", with or without "RRULE:" in front. Without a clock a time is refused.
Result<RecurrenceRule> rule_from_text(std::string_view text, const StartClock* clock = nullptr);

// "20260501,20261001", ascending or not: the value of RDATE or EXDATE, which `part` names in
// errors.
Result<std::vector<LocalDate>> dates_from_text(std::string_view text, std::string_view part,
                                               const StartClock* clock = nullptr);

// A recurrence of days as lines, in any order: DTSTART once, RRULE at most once, RDATE and EXDATE
// each any number of times. ";VALUE=DATE" may follow a name; line ends are LF or CRLF. What is read
// is valid (recurrence.hpp).
Result<Recurrence> recurrence_from_text(std::string_view text);

// Canonical: parts in the order FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYDAY BYSETPOS WKST,
// defaults left out, values ascending. Reading it gives an equal value back.
std::string to_text(const RecurrenceRule& rule);
std::string to_text(const Recurrence& recurrence); // lines, each ended by LF

} // namespace marquee::rules
