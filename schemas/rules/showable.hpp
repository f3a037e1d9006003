// Whether a display has anything to show of a program: what stands on a city's smallest screens and
// in its loudspeakers.
#pragma once

#include "schemas/model/enrolment.hpp"
#include "schemas/model/program.hpp"

namespace marquee::rules {

// A picture or a film on a screen that is lower or narrower is a smear: such a screen shows words.
inline constexpr std::int32_t picture_side_pixels_min = 64;

// On a screen: slogans always, posters and videos from picture_side_pixels_min on, audio never. On
// a loudspeaker: audio, and videos that are not mute.
bool can_show(const Content& content, DisplayKind kind, Size size);

// Any of its items.
bool shows_anything(const Program& program, DisplayKind kind, Size size);

} // namespace marquee::rules
