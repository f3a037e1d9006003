#include "player/film_length.hpp"

#include <poll.h>

#include <algorithm>

namespace marquee::player {

Result<Milliseconds> film_length(DecodeClient& decoder, const Clock& clock) {
    constexpr int turn_ms = 100; // between looks at the watchdog
    while (!decoder.info() && decoder.state() == DecodeState::running) {
        pollfd socket{decoder.wait_descriptor(), POLLIN, 0};
        ::poll(&socket, 1, turn_ms);
        decoder.poll(clock.monotonic());
    }
    if (!decoder.info()) {
        return tl::unexpected(decoder.failure());
    }
    if (!decoder.info()->duration) {
        return fail(ErrorCode::unsupported, "the film does not tell its length");
    }
    const auto length = std::chrono::duration_cast<Milliseconds>(*decoder.info()->duration);
    return std::clamp(length, Milliseconds(limits::item_duration_ms_min),
                      Milliseconds(limits::item_duration_ms_max));
}

} // namespace marquee::player
