// Sizes as people write them on a command line.
#pragma once

#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee {

// "1920x1080", each side 1 to limits::canvas_pixels_max. malformed.
Result<Size> size_from_text(std::string_view text);

} // namespace marquee
