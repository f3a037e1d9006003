#include "manager/front/deadline.hpp"

#include <algorithm>

namespace marquee::manager {

void Deadline::begin_transfer(Microseconds now, const Pace& pace) {
    start_ = now;
    pace_ = pace;
    bytes_ = 0;
    due_ = now + pace.pause_max;
}

void Deadline::moved(Microseconds now, std::uint64_t bytes) {
    bytes_ += bytes;
    const Microseconds earned = Seconds(bytes_ / pace_.bytes_per_second_min)
                                + Microseconds(bytes_ % pace_.bytes_per_second_min * 1'000'000
                                               / pace_.bytes_per_second_min);
    due_ = std::min(start_ + pace_.pause_max + earned, now + pace_.pause_max);
}

} // namespace marquee::manager
