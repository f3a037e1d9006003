// A program made from the command line.
#pragma once

#include "player/config.hpp"
#include "player/ports/presentation.hpp"

namespace marquee::player {

// From `now` on: the files in turn, ten seconds each, above the slogan in a ticker; either may be
// missing, then the other has the whole display. Hashes the files, so it takes as long as reading
// them. unsupported_media: a file type nobody knows; not_found: a file that is not there.
Result<Presentation> local_presentation(const LocalPlay& play, Size display, Instant now);

} // namespace marquee::player
