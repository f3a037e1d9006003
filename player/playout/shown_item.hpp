// Which piece of content an item of a program is.
#pragma once

#include "player/ports/frame.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// The identity that its frames carry. `item` is one of the program's.
ShownItem shown_item(const Program& program, const PlaylistItem& item);

// Whether the program has that item with that content, in any zone.
bool has_item(const Program& program, const ShownItem& item);

} // namespace marquee::player
