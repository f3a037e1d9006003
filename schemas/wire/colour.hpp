// Colours as text: "#rrggbb", and "#rrggbbaa" when they are not opaque.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::wire {

std::string to_text(const Colour& colour);

// malformed unless '#' and 6 or 8 lower-case hexadecimal digits.
Result<Colour> colour_from_text(std::string_view text);

} // namespace marquee::wire
