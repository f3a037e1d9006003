// Bytes as text: base64 of RFC 4648 section 4, padded, one spelling for each value.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::wire {

std::string to_base64(std::string_view bytes);

// malformed for anything that to_base64 would not have written: white space, missing padding, the
// URL alphabet, stray bits in the last character.
Result<std::string> from_base64(std::string_view text);

} // namespace marquee::wire
