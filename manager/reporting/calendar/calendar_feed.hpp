// A calendar as text that calendar programs subscribe to: iCalendar, RFC 5545.
//
// CRLF, lines folded at 75 octets between characters, text escaped, instants in UTC. The same
// values give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::manager {

struct FeedEvent {
    std::string uid; // the same for the same event in every feed, for ever
    Interval time;
    Instant stamp{}; // when what it says was decided
    std::string summary;
    std::string description; // may have lines
    std::string category;    // empty: none
};

struct CalendarFeed {
    std::string name;
    std::string description;
    std::string time_zone; // IANA name, for programs that ask; events carry UTC
    std::vector<FeedEvent> events;
};

inline constexpr std::string_view calendar_media_type = "text/calendar; charset=utf-8";

std::string write_feed(const CalendarFeed& feed);

} // namespace marquee::manager
