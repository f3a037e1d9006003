// What a reader of calendars is shown of a stranger's text: whole lines, only those that say when
// an event is and what it is called, in bounds.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// What stands before the name of a property whose value is carried as it was written, without
// parameters. Only our own readers (schemas/rules/recurrence_text.hpp) understand or refuse those;
// a general parser mends what is wrong and drops what is too much, without a word.
inline constexpr std::string_view raw_prefix = "X-MARQUEE-";

// Unfolded (RFC 5545 section 3.1), ended by CRLF, without control characters, without people,
// attachments and extensions. Errors: too_large for more than
// limits::calendar_import_bytes_max, more than calendar_import_events_max events or a line longer
// than recurrence_text_bytes_max that matters; malformed for what is not UTF-8, not a calendar, or
// not whole. `where` names the line: "line 7".
Result<std::string> sift(std::string_view text);

} // namespace marquee::manager
