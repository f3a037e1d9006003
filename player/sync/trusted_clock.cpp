#include "player/sync/trusted_clock.hpp"

namespace marquee::player {

TrustedClock::TrustedClock(const Clock& clock, Instant build_time, std::optional<Instant> persisted)
    : clock_(clock), build_time_(build_time), time_({}, build_time, persisted, clock.monotonic()) {}

PlayerClock TrustedClock::read() const {
    const rules::ClockReading reading{clock_.wall(), clock_.monotonic()};
    const std::lock_guard lock(mutex_);
    return time_.judge(reading);
}

bool TrustedClock::proven() const {
    const std::lock_guard lock(mutex_);
    return time_.error().has_value();
}

Instant TrustedClock::floor() const {
    const std::lock_guard lock(mutex_);
    return time_.floor(clock_.monotonic());
}

void TrustedClock::join(const OrganisationId& organisation) {
    const Microseconds now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    time_ = rules::TrustedTime(organisation, build_time_, time_.floor(now), now);
}

Status TrustedClock::accept(const TimeToken& token, const rules::TimeExchange& exchange) {
    const std::lock_guard lock(mutex_);
    return time_.accept(token, exchange);
}

} // namespace marquee::player
