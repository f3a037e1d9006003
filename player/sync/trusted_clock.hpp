// The player's time: the manager's tokens, carried on by the monotonic clock.
#pragma once

#include <mutex>
#include <optional>

#include "common/clock.hpp"
#include "player/ports/judged_clock.hpp"
#include "schemas/model/error.hpp"
#include "schemas/rules/trusted_time.hpp"

namespace marquee::player {

// read(), proven() and floor() on any thread; the others on the sync thread.
class TrustedClock final : public JudgedClock {
public:
    // `persisted`: the floor an earlier run kept.
    TrustedClock(const Clock& clock, Instant build_time, std::optional<Instant> persisted);

    PlayerClock read() const override;
    bool proven() const override;

    // Certainly passed by now; for certificate dates.
    Instant floor() const;

    // Begins anew for an organisation, whose tokens it then takes; the floor stays.
    void join(const OrganisationId& organisation);

    // A token whose signature was verified. Refuses as rules::TrustedTime::accept does.
    Status accept(const TimeToken& token, const rules::TimeExchange& exchange);

private:
    const Clock& clock_;
    const Instant build_time_;
    mutable std::mutex mutex_;
    rules::TrustedTime time_; // guarded by mutex_
};

} // namespace marquee::player
