// One conversation over a WebSocket: the opening handshake, heartbeats up, hints down, pings.
#pragma once

#include <functional>
#include <string>

#include "common/random.hpp"
#include "common/websocket.hpp"
#include "player/sync/tls_line.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {

enum class TalkNews { nothing, hint };

// Owned by one thread. A failure is the end of the conversation: the line's own, malformed for what
// is no WebSocket, unsupported for a manager that opens none, unreachable when it ended it.
class ChannelTalk {
public:
    // All outlive it.
    ChannelTalk(TlsLine& line, const HttpsAddress& address, const Clock& clock,
                Randomness& randomness, const WakeEvent& wake);

    // Asks for the upgrade and waits for it; `wanted` is asked whenever somebody wakes the thread.
    Status open(Milliseconds patience, const std::function<bool()>& wanted);

    Status say(std::string_view text);

    // Waits until the manager says something, or somebody wakes the thread. A manager that is
    // silent for limits::channel_ping_ms is pinged, and given up (timed_out) after
    // limits::channel_silence_ms_max.
    Result<TalkNews> listen();

    // Says goodbye and waits for nothing.
    void leave();

private:
    static constexpr Milliseconds ping_after{limits::channel_ping_ms};
    static constexpr Milliseconds silence_max{limits::channel_silence_ms_max};

    Status send(WebSocketKind kind, std::string_view payload);
    Result<TalkNews> digest();
    Status take(const WebSocketMessage& message, TalkNews& news);

    TlsLine& line_;
    const HttpsAddress& address_;
    const Clock& clock_;
    Randomness& randomness_;
    const WakeEvent& wake_;
    WebSocketReader reader_{WebSocketEnd::server, limits::hint_bytes_max};
    std::string input_; // arrived, not read yet
    Microseconds heard_{};
    bool pinged_ = false; // since then
};

} // namespace marquee::player
