// Where two items of a zone are seen while one takes the place of the other. Pure; whole pixels.
#pragma once

#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// Of one of the two: what of the zone shows it, and where its own zone rectangle lies meanwhile.
struct TransitionArea {
    Rect seen;
    Rect at;

    friend bool operator==(const TransitionArea&, const TransitionArea&) = default;
};

struct TransitionAreas {
    TransitionArea outgoing;
    TransitionArea incoming;

    friend bool operator==(const TransitionAreas&, const TransitionAreas&) = default;
};

// Display pixels, like `zone`. Slide: both move, and together they are the zone. Wipe: neither
// moves. Crossfade: both are seen everywhere.
TransitionAreas transition_areas(const SceneTransition& transition, Rect zone);

// Of a crossfade: how much is seen of the incoming frame, 0..256.
int share_of(const SceneTransition& transition);

} // namespace marquee::player
