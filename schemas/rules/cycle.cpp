#include "schemas/rules/cycle.hpp"

#include <algorithm>

namespace marquee::rules {

Milliseconds cycle_of(const Playlist& playlist) {
    Milliseconds sum{0};
    for (const PlaylistItem& item : playlist.items) {
        sum += item.duration;
    }
    return sum;
}

Milliseconds cycle_of(const Program& program) {
    Milliseconds longest{0};
    for (const Zone& zone : program.layout.zones) {
        longest = std::max(longest, cycle_of(zone.playlist));
    }
    return longest;
}

} // namespace marquee::rules
