#include "player/decode/sound_ring.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace marquee::player {

namespace {

static_assert(arena::sound_rate == sound_rate && arena::sound_channels == sound_channels);

// The private copy is cleaned, never the shared memory: that could change again.
void make_harmless(std::span<float> samples) {
    for (float& sample : samples) {
        sample = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
    }
}

} // namespace

SoundRing::SoundRing(std::shared_ptr<const WorkerLine> line, Microseconds start)
    : line_(std::move(line)), begins_(arena::sound_frame_at(start.count())), read_(begins_) {}

std::uint64_t SoundRing::written() const {
    return line_->arena().write_index().load(std::memory_order_acquire);
}

bool SoundRing::begun() const {
    return written() != 0 || line_->arena().ended().load(std::memory_order_acquire) != 0;
}

bool SoundRing::full() const {
    const std::uint64_t read =
        std::max(line_->arena().read_index().load(std::memory_order_relaxed), begins_);
    return written() >= read + arena::ring_frames;
}

std::size_t SoundRing::read(std::span<float> samples) {
    const SharedArena& arena = line_->arena();
    const std::uint64_t written = arena.write_index().load(std::memory_order_acquire);
    if (written == 0) {
        return 0;
    }
    if (lied() || written < read_ || written - read_ > arena::ring_frames) {
        lied_.store(true, std::memory_order_relaxed);
        return 0;
    }
    const auto wanted = static_cast<std::uint64_t>(samples.size() / sound_channels);
    const std::uint64_t frames = std::min(wanted, written - read_);
    const auto* ring = reinterpret_cast<const float*>(arena.base() + arena::ring_offset);
    const std::uint64_t place = read_ % arena::ring_frames;
    const std::uint64_t first = std::min(frames, arena::ring_frames - place);
    std::copy_n(ring + place * sound_channels, first * sound_channels, samples.data());
    std::copy_n(ring, (frames - first) * sound_channels, samples.data() + first * sound_channels);
    read_ += frames;
    arena.read_index().store(read_, std::memory_order_release);
    make_harmless(samples.first(frames * sound_channels));
    return frames;
}

} // namespace marquee::player
