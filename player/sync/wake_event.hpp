// Lets one thread wait for a socket and for other threads at once.
#pragma once

#include "schemas/model/time.hpp"

namespace marquee::player {

// An eventfd. The constructor throws std::system_error when no descriptor is left.
class WakeEvent {
public:
    WakeEvent();
    ~WakeEvent();
    WakeEvent(const WakeEvent&) = delete;
    WakeEvent& operator=(const WakeEvent&) = delete;

    // Readable, for poll(2), from wake() until forget().
    int descriptor() const { return descriptor_; }

    void wake() const;   // any thread; never blocks
    void forget() const; // the waiting thread

    // The waiting thread: until wake() was called, which is then forgotten, or `until`.
    void wait_until(Microseconds until, Microseconds now) const;

private:
    int descriptor_;
};

// For poll(2): the milliseconds that are left, rounded up.
int poll_timeout(Microseconds until, Microseconds now);

} // namespace marquee::player
