// Whether bytes are a font that can be drawn with, before a text is shaped in it.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::player {

// The first face of `bytes` opens, has outlines, characters and a size that the OpenType
// specification allows, and no more tables than fonts have. What lies in the tables is looked at
// when it is drawn (GlyphImages). damaged_media names what is wrong; `name` is for the message. Any
// thread; below a millisecond.
Status check_sound(std::string_view bytes, const std::string& name);

} // namespace marquee::player
