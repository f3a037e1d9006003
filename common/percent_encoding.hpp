// Text in an address or a header where few characters are allowed: RFC 3986 section 2.1, RFC 5987.
#pragma once

#include <string>
#include <string_view>

namespace marquee {

// Every byte but ASCII letters, digits, '.', '-' and '_' as %XX.
std::string percent_encoded(std::string_view text);

} // namespace marquee
