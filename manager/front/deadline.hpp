// By when a peer must have done what is expected of it. A plain value on the monotonic clock.
#pragma once

#include <cstdint>

#include "schemas/model/time.hpp"

namespace marquee::manager {

// The slowest transfer that is put up with.
struct Pace {
    Microseconds pause_max{};
    std::uint64_t bytes_per_second_min = 1;
};

class Deadline {
public:
    // Nothing is expected of the peer (the service is at work).
    void lift() { due_ = Microseconds::max(); }

    void expect_by(Microseconds due) { due_ = due; }

    // A body in either direction: due at min(start + pause + bytes / rate, last move + pause), so
    // neither silence nor a trickle lasts.
    void begin_transfer(Microseconds now, const Pace& pace);
    void moved(Microseconds now, std::uint64_t bytes); // only within a transfer

    bool passed(Microseconds now) const { return now >= due_; }

private:
    Microseconds due_ = Microseconds::max();
    Microseconds start_{};
    Pace pace_;
    std::uint64_t bytes_ = 0;
};

} // namespace marquee::manager
