// Bytes as letters and digits that people can copy.
#pragma once

#include <string>
#include <string_view>

namespace marquee {

// RFC 4648 section 6 in lower case, a-z2-7, without padding.
std::string to_base32(std::string_view bytes);

} // namespace marquee
