// Events of a calendar as the texts they are made of. The only user of libical.
#pragma once

#include <string>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// One VEVENT. Values are those of RFC 5545, dates as "20260501" or "20260501T090000", the latter
// with "Z" when it is UTC.
struct EventText {
    std::string summary;
    std::string start;
    std::string start_zone; // TZID; empty: none
    std::string end;        // empty: none
    std::string duration;   // empty: none
    std::vector<std::string> rules;
    std::vector<std::string> dates;
    std::vector<std::string> exceptions;
    std::string unsupported; // a part that is there and that nobody here understands
    bool cancelled = false;
};

// `sifted` comes from sift(). malformed when there is no calendar in it. libical keeps how it
// handles errors in globals: one thread at a time.
Result<std::vector<EventText>> read_events(const std::string& sifted);

} // namespace marquee::manager
