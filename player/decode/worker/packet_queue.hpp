// Packets read but not decoded yet, and how much memory they hold.
#pragma once

#include <cstddef>
#include <deque>

#include "player/decode/worker/libav.hpp"

namespace marquee::player::worker {

class PacketQueue {
public:
    bool empty() const { return packets_.empty(); }
    std::size_t bytes() const { return bytes_; }

    void push(Libav<AVPacket> packet) {
        bytes_ += static_cast<std::size_t>(packet->size);
        packets_.push_back(std::move(packet));
    }

    // Only when not empty.
    Libav<AVPacket> pop() {
        Libav<AVPacket> packet = std::move(packets_.front());
        packets_.pop_front();
        bytes_ -= static_cast<std::size_t>(packet->size);
        return packet;
    }

    void clear() {
        packets_.clear();
        bytes_ = 0;
    }

private:
    std::deque<Libav<AVPacket>> packets_;
    std::size_t bytes_ = 0;
};

} // namespace marquee::player::worker
