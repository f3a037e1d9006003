// The reading end of the sound ring a decode worker fills.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "player/decode/worker_line.hpp"
#include "player/ports/audio_stream.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

class SoundRing final : public AudioStream {
public:
    // `start`: where the worker was asked to begin.
    SoundRing(std::shared_ptr<const WorkerLine> line, Microseconds start);

    std::size_t read(std::span<float> samples) override;
    std::uint64_t begins() const override { return begins_; }

    // Any thread. The worker's word on how far it is, or that there is nothing to come: then it has
    // begun, too. Full: it waits for a reader.
    std::uint64_t written() const;
    bool begun() const;
    bool full() const;

    // Any thread. True once the worker claimed an impossible amount of sound; silent from then on.
    bool lied() const { return lied_.load(std::memory_order_relaxed); }

private:
    std::shared_ptr<const WorkerLine> line_;
    std::uint64_t begins_;
    std::uint64_t read_; // sample frames since the start of the medium
    std::atomic<bool> lied_{false};
};

} // namespace marquee::player
