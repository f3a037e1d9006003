#include "player/sync/wake_event.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace marquee::player {

WakeEvent::WakeEvent() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
}

WakeEvent::~WakeEvent() {
    ::close(descriptor_);
}

void WakeEvent::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t full = ::write(descriptor_, &one, sizeof one); // is awake then
}

void WakeEvent::forget() const {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t none = ::read(descriptor_, &count, sizeof count);
}

void WakeEvent::wait_until(Microseconds until, Microseconds now) const {
    pollfd waiting{descriptor_, POLLIN, 0};
    ::poll(&waiting, 1, poll_timeout(until, now));
    forget();
}

int poll_timeout(Microseconds until, Microseconds now) {
    if (until <= now) {
        return 0;
    }
    const std::int64_t whole = (until - now).count() / 1'000; // no overflow for "for ever"
    return static_cast<int>(std::min<std::int64_t>(whole, std::numeric_limits<int>::max() - 1)) + 1;
}

} // namespace marquee::player
