#include "player/film_length.hpp"

#include <poll.h>

#include <algorithm>

namespace marquee::player {

Result<Milliseconds> film_length(const DecodeSettings& settings, OpenAsset film,
                                 const Clock& clock) {
    constexpr int turn_ms = 100; // between looks at the watchdog
    const DecodeRequest request{message::Medium::video, Fit::contain, {1, 1}, Sound::none};
    auto started = DecodeClient::start(settings, std::move(film), request, clock.monotonic());
    if (!started) {
        return tl::unexpected(started.error());
    }
    DecodeClient& client = **started;
    while (!client.info() && client.state() == DecodeState::running) {
        pollfd socket{client.wait_descriptor(), POLLIN, 0};
        ::poll(&socket, 1, turn_ms);
        client.poll(clock.monotonic());
    }
    if (!client.info()) {
        return tl::unexpected(client.failure());
    }
    if (!client.info()->duration) {
        return fail(ErrorCode::unsupported, "the film does not tell its length");
    }
    const auto length = std::chrono::duration_cast<Milliseconds>(*client.info()->duration);
    return std::clamp(length, Milliseconds(limits::item_duration_ms_min),
                      Milliseconds(limits::item_duration_ms_max));
}

} // namespace marquee::player
