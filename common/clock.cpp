#include "common/clock.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace marquee {

Instant SystemClock::wall() const {
    return std::chrono::floor<Microseconds>(std::chrono::system_clock::now());
}

Microseconds SystemClock::monotonic() const {
    return std::chrono::floor<Microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

SystemSleeper::SystemSleeper() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
}

SystemSleeper::~SystemSleeper() {
    ::close(event_);
}

void SystemSleeper::wait_until(Microseconds deadline) {
    for (;;) {
        const Microseconds left = std::max(deadline - clock_.monotonic(), Microseconds{0});
        const timespec wait{left.count() / 1'000'000, left.count() % 1'000'000 * 1'000};
        pollfd waited{event_, POLLIN, 0};
        if (::ppoll(&waited, 1, &wait, nullptr) > 0) {
            eventfd_t wakes = 0;
            ::eventfd_read(event_, &wakes);
            return;
        }
        if (clock_.monotonic() >= deadline) { // a signal ends ppoll early
            return;
        }
    }
}

void SystemSleeper::wake() {
    ::eventfd_write(event_, 1); // fails only when 2^64 - 2 wakes are pending
}

} // namespace marquee
