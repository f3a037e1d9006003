// The operating system's clock, believed: for local playing, where nobody can say better.
#pragma once

#include "common/clock.hpp"
#include "player/ports/judged_clock.hpp"

namespace marquee::player {

class WallJudgedClock final : public JudgedClock {
public:
    explicit WallJudgedClock(const Clock& clock) : clock_(clock) {}

    PlayerClock read() const override { return {clock_.wall(), true, Microseconds{0}}; }

private:
    const Clock& clock_;
};

} // namespace marquee::player
