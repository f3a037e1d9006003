// Time that stands still until a test moves it.
#pragma once

#include <atomic>

#include "common/clock.hpp"

namespace marquee {

// Both clocks, moved by hand. Thread-safe.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant wall = {}, Microseconds monotonic = {})
        : wall_(wall.time_since_epoch()), monotonic_(monotonic) {}

    Instant wall() const override { return Instant{wall_.load()}; }
    Microseconds monotonic() const override { return monotonic_.load(); }

    // Time passes: both clocks move.
    void advance(Microseconds by) {
        wall_ = wall_.load() + by;
        monotonic_ = monotonic_.load() + by;
    }

    // Somebody sets the wall clock; the monotonic one does not notice.
    void step_wall(Instant to) { wall_ = to.time_since_epoch(); }

private:
    std::atomic<Microseconds> wall_;
    std::atomic<Microseconds> monotonic_;
};

// Sleeps by moving a ManualClock to the deadline. One thread.
class ManualSleeper final : public Sleeper {
public:
    explicit ManualSleeper(ManualClock& clock) : clock_(clock) {}

    void wait_until(Microseconds deadline) override {
        if (!woken_.exchange(false) && deadline > clock_.monotonic()) {
            clock_.advance(deadline - clock_.monotonic());
        }
    }
    void wake() override { woken_ = true; }

private:
    ManualClock& clock_;
    std::atomic<bool> woken_ = false;
};

} // namespace marquee
