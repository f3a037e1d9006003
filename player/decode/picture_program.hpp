// Which decoder opens a picture.
#pragma once

#include <optional>
#include <string>

#include "player/ports/asset_store.hpp"

namespace marquee::player {

// The decoder of JPEG and PNG that lies beside `program`, the decoder of everything: the same name
// with "-picture" behind it. It starts in a tenth of the time and memory, as nothing of FFmpeg is
// in it. nullopt: the file begins like neither, or that program is not there. Reads a few bytes and
// believes none of them: what the file is, is found out in the sandbox.
std::optional<std::string> picture_program(const std::string& program, const OpenAsset& media);

} // namespace marquee::player
