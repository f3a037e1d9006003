#include "schemas/rules/trusted_time.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

TrustedTime::TrustedTime(OrganisationId organisation, Instant build_time,
                         std::optional<Instant> persisted, Microseconds monotonic_now)
    : organisation_(std::move(organisation)),
      floor_(std::max(build_time, persisted.value_or(build_time))),
      floor_monotonic_(monotonic_now) {}

Status TrustedTime::accept(const TimeToken& token, const TimeExchange& exchange) {
    if (token.organisation != organisation_) {
        return fail(ErrorCode::foreign_organisation, "time token of another organisation",
                    "/organisation");
    }
    if (token.nonce != exchange.nonce) {
        return fail(ErrorCode::token_spent, "time token answers another question", "/nonce");
    }
    const Microseconds round_trip = exchange.received - exchange.sent;
    if (round_trip < Microseconds{0}
        || round_trip > Seconds{limits::time_token_round_trip_seconds_max}) {
        return fail(ErrorCode::timed_out, "time token was too long on its way");
    }
    if (token.error < Microseconds{0}) {
        return fail(ErrorCode::out_of_range, "time token has a negative error", "/error");
    }
    // The manager read its clock somewhere within the round trip.
    fix_ = Fix{token.utc + round_trip / 2, exchange.received, token.error + round_trip / 2};
    const Instant proven = token.utc - token.error;
    if (proven > floor(exchange.received)) {
        floor_ = proven;
        floor_monotonic_ = exchange.received;
    }
    return {};
}

PlayerClock TrustedTime::judge(const ClockReading& reading) const {
    PlayerClock clock;
    const Instant low = floor(reading.monotonic);
    if (fix_) {
        clock.utc = fix_->utc + (reading.monotonic - fix_->monotonic);
        clock.trusted = true;
    } else if (reading.wall >= low
               && reading.wall - low <= Seconds{limits::wall_clock_ahead_seconds_max}) {
        clock.utc = reading.wall;
        clock.trusted = true;
    } else {
        clock.utc = low;
    }
    clock.wall_ahead = reading.wall - clock.utc;
    return clock;
}

Instant TrustedTime::floor(Microseconds monotonic_now) const {
    return floor_ + std::max(monotonic_now - floor_monotonic_, Microseconds{0});
}

std::optional<Microseconds> TrustedTime::error() const {
    return fix_ ? std::optional{fix_->error} : std::nullopt;
}

} // namespace marquee::rules
