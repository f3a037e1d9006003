// When the sound of a device's next block will be heard, told from when it asks for blocks.
#pragma once

#include <cstddef>

#include "schemas/model/time.hpp"

namespace marquee::player {

// A device asks for a block as soon as it has room for one, but the thread that asks is late now
// and then, and the device's own clock is a little off. What is told here runs smoothly through the
// middle of what was observed: a delay-locked loop of second order (F. Adriaensen, "Using a DLL to
// filter time", 2005), which learns the device's true rate. More than `jump` beside it, the device
// was stopped or its buffer ran dry: it begins anew. One thread.
class DeviceClock {
public:
    static constexpr Microseconds jump{100'000};

    // The device asks at `now` for a block of so many sample frames.
    Microseconds block_at(Microseconds now, std::size_t frames);

private:
    void begin(double now_us, std::size_t frames);

    bool running_ = false;
    double next_us_ = 0;      // when the block after this one should be asked for
    double us_per_frame_ = 0; // of the device's clock
};

} // namespace marquee::player
