// Sound that keeps step with the clock: starts at its moment and, when the device runs faster or
// slower than the clock, is stretched too little to be heard.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "player/ports/audio_stream.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// Out of step by more than 100 ms it jumps (skips, or waits in silence); below, the pitch changes
// by at most half a percent until it is back, over about two seconds.
class FollowingVoice {
public:
    // `block_frames_max`: the most sample frames one mix() will ask for.
    FollowingVoice(std::shared_ptr<AudioStream> stream, std::int32_t volume_percent,
                   std::size_t block_frames_max);

    // Any thread. The start of the stream's medium belongs at this moment of the monotonic clock.
    void set_start(Microseconds monotonic);

    // Any thread. Reached evenly within the next block that is heard.
    void set_volume(std::int32_t percent);

    // One thread. Adds what is to be heard from `heard_at` on to `out` (interleaved stereo).
    // Neither blocks nor allocates.
    void mix(std::span<float> out, Microseconds heard_at);

    // The thread that mixes. What comes next follows a pause of the device: it goes on where it
    // belongs, at once.
    void begin_anew() { is_fresh_ = true; }

    // Of the medium, sample frames, that mix() has come to.
    double position() const { return position_; }

private:
    void skip(double frames);
    bool fill(std::size_t frames);
    void add_resampled(std::span<float> out, double ratio);

    std::shared_ptr<AudioStream> stream_;
    std::atomic<float> gain_wanted_;
    float gain_; // of the last sample heard
    std::atomic<std::int64_t> start_us_;
    bool is_fresh_ = true;      // nothing was heard yet, or not since a pause
    double position_;           // of the next sample to be heard
    std::vector<float> window_; // sample frames from floor(position_) - 1 on
    std::size_t held_ = 0;      // of them, filled
};

} // namespace marquee::player
