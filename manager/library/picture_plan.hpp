// The part of a plan (transcode_plan.hpp) that is about pictures, still and moving. Pure.
#pragma once

#include <string>

#include "manager/library/media_facts.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

std::string size_in_pixels(Size size); // "1920×1080", for sentences

// What is to be told of size and shape; films too.
void note_shape(TranscodePlan& plan);

// too_large: more pixels than are decoded here.
Status check_pixels(Size picture);

// A GIF or WebP that players play as it is. ffmpeg 5.1 does not open a WebP that moves, so there is
// no other way for those.
bool stays_animation(const MediaFacts& facts);

Result<TranscodePlan> plan_picture(const MediaFacts& facts);
TranscodePlan plan_animation(const MediaFacts& facts);

} // namespace marquee::manager
