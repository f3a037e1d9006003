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
    std::uint64_t busy = 0;              // answered 503 because the workers had no room
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

    FrontFigures read() const {
        const std::uint64_t gone = closed; // before accepted, so that `open` is never negative
        const std::uint64_t came = accepted;
        return {came, turned_away, came - gone, handshakes_failed, expelled, requests, busy};
    }
};

} // namespace marquee::manager
