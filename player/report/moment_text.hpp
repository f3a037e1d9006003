// A moment as four words of a line, for the journal and the mark of life.
#pragma once

#include <istream>
#include <ostream>

#include "player/report/uptime_clock.hpp"

namespace marquee::player {

// " MONOTONIC_US UTC_US TRUSTED PROVEN"
inline void write_moment(std::ostream& words, const Moment& moment) {
    words << ' ' << moment.monotonic.count() << ' ' << moment.utc.time_since_epoch().count() << ' '
          << moment.trusted << ' ' << moment.proven;
}

// False when the next four words are no moment.
inline bool read_moment(std::istream& words, Moment& moment) {
    std::int64_t monotonic = 0;
    std::int64_t utc = 0;
    words >> monotonic >> utc >> moment.trusted >> moment.proven;
    moment.monotonic = Microseconds(monotonic);
    moment.utc = Instant(Microseconds(utc));
    return static_cast<bool>(words);
}

} // namespace marquee::player
