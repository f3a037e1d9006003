// Whether a display has anything to show of a program: what stands on a city's smallest screens and
// in its loudspeakers.
#pragma once

#include "schemas/model/enrolment.hpp"
#include "schemas/model/program.hpp"

namespace marquee::rules {

// A picture or a film on a screen that is lower or narrower is a smear: such a screen shows words.
inline constexpr std::int32_t picture_side_pixels_min = 64;

// On a screen: slogans, clocks and countdowns always, posters and videos from
// picture_side_pixels_min on, a QR code where it has a pixel for each module, audio never. On a
// loudspeaker: audio, and videos that are not mute.
bool can_show(const Content& content, DisplayKind kind, Size size);

// Any of its items.
bool shows_anything(const Program& program, DisplayKind kind, Size size);

// What it shows would be false on a display that does not know the time; of a layout: any of it.
bool tells_time(const Content& content);
bool tells_time(const Layout& layout);

// It says what the display or its unit is called; of a layout: any of it does.
bool says_names(const Content& content);
bool says_names(const Layout& layout);

} // namespace marquee::rules
