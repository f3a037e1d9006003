// How any thread reaches one open stream of events.
#pragma once

#include <atomic>

#include "manager/front/session_line.hpp"
#include "manager/ports/staff_events.hpp"

namespace marquee::manager {

// Any thread unless said otherwise. What waits is one bit a subject, however slow the reader.
class EventLine : public SessionLine {
public:
    using SessionLine::SessionLine;

    static constexpr unsigned bit(Subject subject) { return 1U << static_cast<unsigned>(subject); }

    void add(Subject subject) {
        if (subjects_.fetch_or(bit(subject)) == 0) {
            wake();
        }
    }

    // Bits of the subjects that came since the last call. Shard thread.
    unsigned take() { return subjects_.exchange(0); }

private:
    std::atomic<unsigned> subjects_ = 0;
};

} // namespace marquee::manager
