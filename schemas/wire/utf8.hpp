// Whether bytes are UTF-8 (RFC 3629): shortest forms only, no surrogates, at most U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace marquee::wire {

// How many leading bytes are valid UTF-8; all of them when the text is.
std::size_t valid_utf8_prefix(std::string_view text);

} // namespace marquee::wire
