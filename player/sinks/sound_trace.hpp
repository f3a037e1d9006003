// What was given to a sound device in the last ten seconds, as a curve of its peaks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "player/ports/frame.hpp"

namespace marquee::player {

// The device's thread adds, any other asks; both hold the lock for a few hundred numbers.
class SoundTrace {
public:
    static constexpr Size size{480, 96}; // of its picture, pixels; a column is a block of 21 ms

    // A block of interleaved stereo.
    void add(std::span<const float> block);

    // The peak of every block, oldest first; 0..1.
    std::vector<float> peaks() const;

    // Nothing of it can be heard.
    bool is_silent() const;

    // The curve as a picture, bgrx: silence is a line, full scale fills the height.
    Picture draw() const;

private:
    mutable std::mutex mutex_;
    std::array<float, size.width> peaks_{}; // guarded by mutex_; a ring
    std::size_t next_ = 0;                  // guarded by mutex_
};

} // namespace marquee::player
