// Waiting for a moment of the monotonic clock.
#pragma once

#include "schemas/model/time.hpp"

namespace marquee::player {

class Sleeper {
public:
    virtual ~Sleeper() = default;

    // Render thread. Returns when Clock::monotonic() has reached `deadline` or somebody woke us; a
    // wake that came before the call counts too. Precise to well under a millisecond.
    virtual void wait_until(Microseconds deadline) = 0;

    // Any thread. Ends the present or the next wait.
    virtual void wake() = 0;
};

} // namespace marquee::player
