// How much each source pixel counts for each target pixel, along one side of a picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace marquee::player::worker {

// What the source's pixels are: those of the picture, or means of several that the format put
// together already. Means know less about what lies inside them, so where an edge of the window
// cuts one, its neighbours say which side is the brighter.
enum class SourcePixels { original, means };

// Along this side: how many pixels the source has, the stretch of it that is seen, and how many
// target pixels show that stretch.
struct Stretch {
    std::int32_t source = 0;
    double from = 0;
    double length = 0;
    std::int32_t target = 0;
};

struct ScaleAxis {
    // Target pixel = sum over `count` source pixels from `first` on, weights from `weights` on.
    struct Taps {
        std::int32_t first;
        std::int32_t count;
        std::size_t weights;
    };
    std::int32_t lowest = 0;  // no source pixel before this counts
    std::int32_t highest = 0; // nor one after this
    std::vector<Taps> taps;   // per target pixel, the first and the last of each ascending
    std::vector<float> weights;
};

// Downwards by area (every source pixel counts by how much of it lies under the target pixel), up
// by linear interpolation. The stretch lies in the source; neither is empty.
ScaleAxis make_axis(const Stretch& stretch, SourcePixels pixels);

// The same with as many taps for every target pixel, those added of no weight: a loop over them
// ends where the processor expects it to.
ScaleAxis with_even_taps(const ScaleAxis& axis);

} // namespace marquee::player::worker
