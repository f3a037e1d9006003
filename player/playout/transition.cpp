#include "player/playout/transition.hpp"

#include <algorithm>

#include "player/ports/frame_sink.hpp"

namespace marquee::player {
namespace {

constexpr std::int64_t steps_per_second = 60;
constexpr std::int64_t second = 1'000'000; // microseconds

// 3p² - 2p³, with `transition_whole` for 1.
std::int64_t eased(std::int64_t p) {
    constexpr std::int64_t whole = transition_whole;
    return p * p / whole * (3 * whole - 2 * p) / whole;
}

} // namespace

std::int32_t progress_at(const Transition& transition, Microseconds since) {
    const Microseconds duration = transition.duration;
    if (transition.kind == TransitionKind::cut || since >= duration) {
        return transition_whole;
    }
    const std::int64_t even =
        std::max<std::int64_t>(since.count(), 0) * transition_whole / duration.count();
    return static_cast<std::int32_t>(transition.kind == TransitionKind::slide ? eased(even) : even);
}

Microseconds next_step(const Transition& transition, Microseconds since) {
    const std::int64_t step = since.count() * steps_per_second / second + 1;
    const Microseconds on_grid{(step * second + steps_per_second - 1) / steps_per_second};
    const Microseconds end = transition.duration;
    return since < end ? std::min(on_grid, end) : on_grid;
}

} // namespace marquee::player
