// The chime before an announcement: three soft bell tones, computed.
#pragma once

#include <cstdint>

#include "player/ports/audio_stream.hpp"

namespace marquee::player {

// A falling triad (G5, E5, C5), each tone struck 0.45 s after the one before and dying away, with
// the partials of a small bell. Silent again after chime_length (schemas/model/program.hpp); peaks
// stay below a third of full scale, about as loud as levelled speech.
class Chime final : public AudioStream {
public:
    // `position`, in sample frames: where to begin.
    explicit Chime(std::uint64_t position) : begins_(position), next_(position) {}

    std::size_t read(std::span<float> samples) override;
    std::uint64_t begins() const override { return begins_; }

    // Of both channels, at a sample frame.
    static float sample_at(std::uint64_t frame);

private:
    std::uint64_t begins_;
    std::uint64_t next_;
};

} // namespace marquee::player
