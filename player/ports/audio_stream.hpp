// Sound that was decoded, waiting to be heard.
#pragma once

#include <cstddef>
#include <span>

namespace marquee::player {

inline constexpr int sound_rate = 48'000; // sample frames a second, everywhere in the player
inline constexpr int sound_channels = 2;

// Interleaved stereo float, nominally -1..1, never NaN. One reader at a time, on any thread; never
// blocks.
class AudioStream {
public:
    virtual ~AudioStream() = default;

    // Fills as much of `samples` (whole sample frames) as there is; returns the sample frames
    // written. Less than asked means that no more is there yet.
    virtual std::size_t read(std::span<float> samples) = 0;

    // Which sample frame of the medium the first one read is; 0 for a medium from its start.
    virtual std::uint64_t begins() const { return 0; }
};

} // namespace marquee::player
