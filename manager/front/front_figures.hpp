// What the front has done since it opened.
#pragma once

#include <atomic>
#include <cstdint>

namespace marquee::manager {

struct FrontFigures {
    std::uint64_t accepted = 0;          // connections let in
    std::uint64_t turned_away = 0;       // connections over a cap, or no descriptor left
    std::uint64_t open = 0;              // connections now
    std::uint64_t handshakes_failed = 0; // TLS that came to nothing, refused certificates included
    std::uint64_t expelled = 0;          // peers that missed a deadline
    std::uint64_t requests = 0;          // heads read
    std::uint64_t busy = 0;              // answered 503 because the workers had no room; on
                                         // channels: messages lost for the same reason
    std::uint64_t channels = 0;          // open now
    std::uint64_t channels_opened = 0;
    std::uint64_t channel_messages = 0; // from peers
    std::uint64_t hints = 0;            // to peers, several reasons in one counting once
    std::uint64_t event_streams = 0;    // open now
    std::uint64_t events = 0;           // told on them
};

// The same while they are being counted, by every shard.
struct FrontCounters {
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> turned_away = 0;
    std::atomic<std::uint64_t> closed = 0;
    std::atomic<std::uint64_t> handshakes_failed = 0;
    std::atomic<std::uint64_t> expelled = 0;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> busy = 0;
    std::atomic<std::uint64_t> channels_opened = 0;
    std::atomic<std::uint64_t> channels_closed = 0;
    std::atomic<std::uint64_t> channel_messages = 0;
    std::atomic<std::uint64_t> hints = 0;
    std::atomic<std::uint64_t> event_streams_opened = 0;
    std::atomic<std::uint64_t> event_streams_closed = 0;
    std::atomic<std::uint64_t> events = 0;

    FrontFigures read() const {
        const std::uint64_t gone = closed; // before accepted, so that `open` is never negative
        const std::uint64_t came = accepted;
        const std::uint64_t channels_gone = channels_closed;
        const std::uint64_t channels_came = channels_opened;
        const std::uint64_t streams_gone = event_streams_closed;
        const std::uint64_t streams_came = event_streams_opened;
        return {came,          turned_away,      came - gone, handshakes_failed,
                expelled,      requests,         busy,        channels_came - channels_gone,
                channels_came, channel_messages, hints,       streams_came - streams_gone,
                events};
    }
};

} // namespace marquee::manager
