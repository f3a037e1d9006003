// The only place where time enters the programs. Everything else is given a Clock, or a value that
// was read from one.
#pragma once

#include "schemas/model/time.hpp"

namespace marquee {

// Two clocks. Thread-safe, never blocks, never fails.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    // The operating system's idea of UTC. May be wrong by decades and may step.
    virtual Instant wall() const = 0;

    // Since an arbitrary moment before the process started; never steps back. CLOCK_MONOTONIC.
    virtual Microseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant wall() const override;
    Microseconds monotonic() const override;
};

// Lets one thread wait for a moment of the monotonic clock.
class Sleeper {
public:
    Sleeper() = default;
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;
    virtual ~Sleeper() = default;

    // Blocks until Clock::monotonic() reads `deadline` or more, or somebody called wake(): the
    // caller looks which. Called by the one thread that owns the sleeper.
    virtual void wait_until(Microseconds deadline) = 0;

    // Ends the wait in progress or, if there is none, the next one. Several calls before a wait
    // count as one. Any thread; never blocks.
    virtual void wake() = 0;
};

// Absolute deadlines on an eventfd: exact to the kernel's timer slack (50 µs unless the thread
// asks for less). The constructor throws std::system_error when no descriptor is left.
class SystemSleeper final : public Sleeper {
public:
    SystemSleeper();
    ~SystemSleeper() override;

    void wait_until(Microseconds deadline) override;
    void wake() override;

private:
    SystemClock clock_;
    int event_; // owned; readable while a wake is pending
};

} // namespace marquee
