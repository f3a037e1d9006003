// Wall time for the pictures: it runs smoothly whatever is done to the wall clock.
#pragma once

#include <optional>

#include "schemas/model/time.hpp"

namespace marquee::player {

// Remaps the monotonic clock to UTC. A small correction is made up by running at most 1 in 200
// faster or slower, which nobody sees; one of more than half a second is no drift but another time,
// and is taken at once. A value of one thread; reads no clock.
class SlewedClock {
public:
    // The wall clock says `wall` at `monotonic`. Returns the time to use; calls come in order.
    Instant update(Microseconds monotonic, Instant wall);

    // The instant of a reading of the monotonic clock near the last update.
    Instant at(Microseconds monotonic) const;

    // When the monotonic clock reads what, for instants near the last update.
    Microseconds monotonic_at(Instant instant) const;

private:
    std::optional<Microseconds> offset_; // of UTC over monotonic
    Microseconds updated_{0};
};

} // namespace marquee::player
