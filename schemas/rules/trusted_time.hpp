// What time it is, and whether to believe it: design section 3.
//
// The floor is a moment that has certainly passed: the latest of the software's build time, what
// was persisted by an earlier run, and the last time token. A signed token (TimeToken) fixes the
// time exactly, and the monotonic clock carries it on. Without a token since boot the wall clock is
// believed only from the floor to 36 h above it (limits::wall_clock_ahead_seconds_max).
#pragma once

#include <optional>
#include <string_view>

#include "schemas/model/contact.hpp"

namespace marquee::rules {

// Both clocks, read once and passed down.
struct ClockReading {
    Instant wall{};
    Microseconds monotonic{0};

    friend bool operator==(const ClockReading&, const ClockReading&) = default;
};

// One question to the manager: what was asked, and when by the monotonic clock.
struct TimeExchange {
    std::string_view nonce;
    Microseconds sent{0};
    Microseconds received{0};
};

// A value; not thread-safe by itself. Reads no clock.
class TrustedTime {
public:
    // `persisted` is what floor() said in an earlier run; none on a new device.
    TrustedTime(OrganisationId organisation, Instant build_time, std::optional<Instant> persisted,
                Microseconds monotonic_now);

    // Takes a token whose signature was already verified. Refuses foreign_organisation, a nonce
    // that was not asked (token_spent), and a round trip longer than
    // limits::time_token_round_trip_seconds_max (timed_out); then nothing changes.
    // The manager's clock may go back: the newest token is believed, but the floor never sinks.
    Status accept(const TimeToken& token, const TimeExchange& exchange);

    // The judgement. `utc` is the token carried on, or the wall clock where it is believed;
    // otherwise the floor carried on, which is never later than the true time.
    PlayerClock judge(const ClockReading& reading) const;

    // Certainly passed by now; what certificate dates are checked against, and what is worth
    // persisting about once an hour. Never sinks.
    Instant floor(Microseconds monotonic_now) const;

    // Half width of the doubt at the last token; none before the first.
    std::optional<Microseconds> error() const;

private:
    struct Fix {
        Instant utc;
        Microseconds monotonic;
        Microseconds error;
    };

    OrganisationId organisation_;
    Instant floor_;                // at floor_monotonic_
    Microseconds floor_monotonic_; // since when the monotonic clock carries the floor on
    std::optional<Fix> fix_;
};

} // namespace marquee::rules
