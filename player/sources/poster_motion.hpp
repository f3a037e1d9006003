// Where a moving picture stands. Pure: a function of the position alone, so that neighbouring
// displays move as one.
#pragma once

#include <cstdint>
#include <optional>

#include "player/ports/frame.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// The most pictures a second of a motion: slow as it is, more would not be seen.
inline constexpr std::int64_t motion_frames_per_second = 30;

// What a motion is about. All sizes in pixels, none empty.
struct MotionRequest {
    PosterMotion motion = PosterMotion::still;
    Size picture; // as decoded: fit_moving in player/decode/fit.hpp
    Size fitted;  // as it would stand still
    Size zone;
    Microseconds duration{0}; // of the item; more than none
};

// What of the picture is seen and where in the zone it lies.
struct MotionPlace {
    FineRect fine;
    Rect target;
};

// The picture goes its way in the item's duration, gently at both ends. An item that stands longer
// has it go back and forth. Between pixels, so that a slow motion neither jerks nor shimmers; as
// many steps as there are eighths of a pixel to go, at most `motion_frames_per_second`.
class PictureMotion {
public:
    explicit PictureMotion(const MotionRequest& request);

    // Positions with equal steps look the same.
    std::int64_t step(Microseconds position) const;

    MotionPlace at(Microseconds position) const;

    // The first position after `position` that looks different; nullopt: nothing ever moves.
    std::optional<Microseconds> next_change(Microseconds position) const;

private:
    MotionRequest request_;
    std::int64_t steps_ = 0; // in one duration
};

} // namespace marquee::player
