// Slogans that a page moves by itself: the parts that the renderer's pipe and the staff REST share.
#pragma once

#include "schemas/model/preview.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// "slogan", "size", "duration_ms", and where they are known "display_name", "unit_name" and
// "starts_at"; `wall` is not among them.
SloganMotionOrder read_motion_order(const Object& in);
// Of the pipe, where the wall clock goes along.
SloganMotionOrder read_motion_order_on_wall(const Object& in);
void write_motion_order_on_wall(ObjectWriter& out, const SloganMotionOrder& order);

// "zone", "background", "writing", "motion" and "sheets", each with its "png_bytes". out_of_range:
// there are other sheets than the motion needs.
SloganMotion read_slogan_motion(const Object& in);
void write_slogan_motion(ObjectWriter& out, const SloganMotion& motion);

// The same with the pictures in their places, each sheet's "png" as base64. `drawn.pictures` has
// all bytes that its sheets announce.
void write_drawn_motion(ObjectWriter& out, const DrawnMotion& drawn);

} // namespace marquee::wire
