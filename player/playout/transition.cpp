#include "player/playout/transition.hpp"

namespace marquee::player {

int mix_at(const Transition& transition, Microseconds since) {
    const Microseconds duration = transition.duration;
    if (transition.kind == TransitionKind::cut || since >= duration) {
        return 256;
    }
    return static_cast<int>(since.count() * 256 / duration.count());
}

} // namespace marquee::player
