// The brightness of a panel on its way from one level to the next. Pure; render thread.
#pragma once

#include <cstdint>
#include <optional>

#include "schemas/model/time.hpp"

namespace marquee::player {

// Goes the whole way from dark to bright in dimming_time, in steps that are equal to the eye (in
// the square root of the light), so that neither a cap at nightfall nor a cloud is seen as a jump.
// Levels are per mille of the light of the picture. The first level is taken at once.
class Dimmer {
public:
    static constexpr Microseconds dimming_time = Milliseconds{2'000};
    static constexpr Microseconds step_time = Milliseconds{40};

    // From `now` on towards that level. A clock that was set back ends what was under way.
    void want(std::int32_t level, Instant now);

    std::int32_t at(Instant instant) const;

    // The first instant after `instant` at which the level is another; nullopt: never.
    std::optional<Instant> next_change(Instant instant) const;

private:
    static constexpr std::int32_t full = 1'000;

    std::optional<std::int32_t> to_; // none yet: full
    std::int32_t from_ = full;
    Instant begins_{};
};

} // namespace marquee::player
