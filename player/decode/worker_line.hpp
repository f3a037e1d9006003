// What a decode client, the frames it gave away and its sound have in common: the socket and the
// memory. Lives as long as the last of them.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <span>

#include "player/decode/descriptor.hpp"
#include "player/decode/messages.hpp"
#include "player/decode/shared_arena.hpp"

namespace marquee::player {

enum class Delivery { packet, nothing, closed, forbidden };

// What recv found. `forbidden`: longer than any message, or with descriptors.
struct Received {
    Delivery delivery = Delivery::nothing;
    std::size_t bytes = 0;
};

class WorkerLine {
public:
    WorkerLine(Descriptor socket, SharedArena arena)
        : socket_(std::move(socket)), arena_(std::move(arena)) {}

    const SharedArena& arena() const { return arena_; }
    int descriptor() const { return socket_.number(); }

    // One thread. Does not wait.
    Received receive(std::span<std::byte> into) const;

    // Hands a descriptor over with the request; false when the worker is gone.
    bool send_open(const message::Open& open, int media) const;

    // Bit n: frame n is looked at.
    std::uint64_t held() const { return held_.load(std::memory_order_acquire); }
    void hold(std::uint32_t id) { held_.fetch_or(std::uint64_t{1} << id); }

    // Any thread; does not wait. The worker may write there again.
    void release(std::uint32_t id);

    // These do not wait, and may be lost with a worker that does not listen.
    void send_begin() const;
    void send_hurry(std::int64_t position_us) const;

private:
    Descriptor socket_;
    SharedArena arena_;
    std::atomic<std::uint64_t> held_{0};
};

} // namespace marquee::player
